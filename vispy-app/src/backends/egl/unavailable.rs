//! Where there is no EGL: the same type, of which no value can be made.

use std::convert::Infallible;
use std::ops::{Deref, DerefMut};

use vispy_gloo::Context;

use super::EglOptions;
use crate::Api;
use crate::error::{Attempts, Error};

/// An OpenGL context without a window; this platform has none.
#[derive(Debug)]
pub struct HeadlessContext(Infallible);

impl HeadlessContext {
    /// Fails.
    ///
    /// # Errors
    ///
    /// [`Error::NoGl`], always: headless contexts are made through EGL, which this platform lacks.
    pub fn new(options: &EglOptions) -> Result<Self, Error> {
        let mut tried = Attempts::default();
        tried.note("EGL", "this platform has none; draw in a window");
        Err(Error::NoGl { wanted: options.resolved_api().to_string(), tried, packages: Error::PACKAGES })
    }

    /// Cannot be reached.
    ///
    /// # Errors
    ///
    /// None.
    pub fn make_current(&mut self) -> Result<&mut Context, Error> {
        match self.0 {}
    }

    /// Cannot be reached.
    ///
    /// # Errors
    ///
    /// None.
    pub fn share(&mut self) -> Result<Self, Error> {
        match self.0 {}
    }

    /// Cannot be reached.
    ///
    /// # Errors
    ///
    /// None.
    pub fn recover(&mut self) -> Result<vispy_gloo::Recovery, Error> {
        match self.0 {}
    }

    /// Cannot be reached.
    pub fn api(&self) -> Api {
        match self.0 {}
    }

    /// Cannot be reached.
    pub fn description(&self) -> &str {
        match self.0 {}
    }

    /// Cannot be reached.
    pub fn get_proc_address(&self, _name: &str) -> *const std::ffi::c_void {
        match self.0 {}
    }
}

impl Deref for HeadlessContext {
    type Target = Context;

    fn deref(&self) -> &Context {
        match self.0 {}
    }
}

impl DerefMut for HeadlessContext {
    fn deref_mut(&mut self) -> &mut Context {
        match self.0 {}
    }
}
