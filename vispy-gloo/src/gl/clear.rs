//! Filling of targets.

use glow::HasContext as _;

use super::Gl;
use super::state::changed;
use crate::error::Result;
use crate::state::Rect;
use crate::target::RenderTarget;
use crate::texture::Channels;

impl Gl {
    pub(super) fn clear(
        &mut self,
        target: RenderTarget,
        scissor: Option<Rect>,
        color: Option<[f32; 4]>,
        (depth, stencil): (Option<f32>, Option<u8>),
    ) -> Result<()> {
        self.bind_target(target, "CLEAR")?;
        self.set_scissor(scissor)?;
        let mut mask = 0;
        if let Some(color) = color {
            // Masks cut clears as well as draws.
            if changed(&mut self.current.color_mask, [true; 4]) {
                // SAFETY: G1.
                unsafe { self.gl.color_mask(true, true, true, true) };
            }
            if self.clear_integers(target, color) {
                let [red, green, blue, alpha] = color;
                // SAFETY: G1.
                unsafe { self.gl.clear_color(red, green, blue, alpha) };
                mask |= glow::COLOR_BUFFER_BIT;
            }
        }
        if let Some(depth) = depth {
            if changed(&mut self.current.depth_write, true) {
                // SAFETY: G1.
                unsafe { self.gl.depth_mask(true) };
            }
            // SAFETY: G1.
            unsafe { self.gl.clear_depth_f32(depth) };
            mask |= glow::DEPTH_BUFFER_BIT;
        }
        if let Some(stencil) = stencil {
            // Where a draw has a stencil, it sets the mask.
            self.current.stencil = None;
            // SAFETY: G1.
            unsafe {
                self.gl.stencil_mask(u32::MAX);
                self.gl.clear_stencil(i32::from(stencil));
            }
            mask |= glow::STENCIL_BUFFER_BIT;
        }
        if mask != 0 {
            // SAFETY: G1.
            unsafe { self.gl.clear(mask) };
        }
        Ok(())
    }

    /// Clears each colour attachment on its own where some hold integers, which `glClear` must not touch; the floats
    /// of the colour are rounded down. Whether a plain clear is still to be done.
    fn clear_integers(&self, target: RenderTarget, color: [f32; 4]) -> bool {
        let known = target.framebuffer().and_then(|id| self.frame_buffers.get(&id));
        let Some(colors) = known.map(|known| &known.colors).filter(|colors| {
            colors.iter().any(|channels| matches!(channels, Channels::Int | Channels::UInt))
        }) else {
            return true;
        };
        for (index, channels) in (0_u32..).zip(colors) {
            // SAFETY: G1, G3: four values for the four channels.
            unsafe {
                match channels {
                    Channels::Int => {
                        self.gl.clear_buffer_i32_slice(glow::COLOR, index, &color.map(|value| value as i32));
                    }
                    Channels::UInt => {
                        self.gl.clear_buffer_u32_slice(glow::COLOR, index, &color.map(|value| value as u32));
                    }
                    _ => self.gl.clear_buffer_f32_slice(glow::COLOR, index, &color),
                }
            }
        }
        false
    }
}
