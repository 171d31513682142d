//! Contexts over OpenGL: from a loader, from somebody else's glow, sharing objects, and after a loss.

#[cfg(not(target_family = "wasm"))]
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::Gl;
#[cfg(not(target_family = "wasm"))]
use super::Names;
use crate::context::Context;
#[cfg(not(target_family = "wasm"))]
use crate::context::Recovery;
#[cfg(not(target_family = "wasm"))]
use crate::error::Error;
use crate::error::Result;

impl Context {
    /// A context over the OpenGL that `loader` finds: `loader` returns the address of the function of a name.
    ///
    /// # Errors
    /// `NoGl` when it is older than OpenGL ES 3.0, WebGL 2 or OpenGL 3.3.
    ///
    /// # Safety
    /// The OpenGL context that the loader belongs to must be current on this thread now and whenever the returned
    /// context, or anything made with it, is used or dropped.
    #[cfg(not(target_family = "wasm"))]
    pub unsafe fn from_loader(mut loader: impl FnMut(&str) -> *const std::ffi::c_void) -> Result<Self> {
        // SAFETY: G1, promised by the caller.
        let gl = unsafe { glow::Context::from_loader_function(|name| loader(name)) };
        // SAFETY: passed on.
        unsafe { Self::from_glow(Arc::new(gl)) }
    }

    /// A context over somebody else's glow context, as `eframe` hands it out. Call
    /// [`invalidate_state`](Self::invalidate_state) after the other code has used it.
    ///
    /// # Errors
    /// `NoGl` when it is older than OpenGL ES 3.0, WebGL 2 or OpenGL 3.3.
    ///
    /// # Safety
    /// The OpenGL context of `gl` must be current on this thread now and whenever the returned context, or anything made
    /// with it, is used or dropped.
    pub unsafe fn from_glow(gl: Arc<glow::Context>) -> Result<Self> {
        Self::with_interpreter(Box::new(Gl::new(gl, Rc::default())?)).captured_if_asked()
    }

    /// A context that shares its programs, buffers, textures and render buffers with `other`: handles that were used in
    /// one can be used in the other. Frame buffers belong to the context that they were first used in, as OpenGL does not
    /// share them; vertex arrays, which it does not share either, are made for each context.
    ///
    /// Flush the one context before the other uses what the first has been given. What is dropped is freed by whichever
    /// context flushes next, and everything that is left by the last of them. Memory is reported for all together. Neither
    /// can [`recover`](Self::recover); `VISPY_CAPTURE` does not see the new one.
    ///
    /// # Errors
    /// `NoGl`, as [`from_loader`](Self::from_loader); `Unsupported` where `other` is not OpenGL's.
    ///
    /// # Safety
    /// As [`from_loader`](Self::from_loader). The loader's OpenGL context was made to share objects with that of `other`.
    #[cfg(not(target_family = "wasm"))]
    pub unsafe fn from_loader_sharing(
        mut loader: impl FnMut(&str) -> *const std::ffi::c_void,
        other: &Self,
    ) -> Result<Self> {
        let names = other.shared_names().and_then(|names| names.downcast::<RefCell<Names>>().ok());
        let names = names.ok_or_else(|| Error::Unsupported {
            feature: "sharing objects".to_owned(),
            requires: "a context over OpenGL on this machine".to_owned(),
        })?;
        // SAFETY: G1, promised by the caller.
        let gl = unsafe { glow::Context::from_loader_function(|name| loader(name)) };
        Ok(Self::sharing(Box::new(Gl::new(Arc::new(gl), names)?), other))
    }

    /// [`recover`](Self::recover) with the OpenGL that `loader` finds.
    ///
    /// # Errors
    /// `NoGl`, and as [`recover`](Self::recover).
    ///
    /// # Safety
    /// As [`from_loader`](Self::from_loader). The context of before is not used any more, and need not exist.
    #[cfg(not(target_family = "wasm"))]
    pub unsafe fn recover_from_loader(
        &mut self,
        mut loader: impl FnMut(&str) -> *const std::ffi::c_void,
    ) -> Result<Recovery> {
        // SAFETY: G1, promised by the caller.
        let gl = unsafe { glow::Context::from_loader_function(|name| loader(name)) };
        self.recover(Box::new(Gl::new(Arc::new(gl), Rc::default())?))
    }
}
