//! What a bench needs that measures beside a raw program.

use std::time::Instant;

use vispy_visuals::{Error, Visual};

use super::support::Canvas;

impl Canvas {
    /// The driver's functions, for a raw program in the same context.
    pub(crate) fn glow(&self) -> glow::Context {
        // SAFETY: the context is current on this thread, in which the benches do all they do, and outlives the raw programs.
        unsafe { glow::Context::from_loader_function(|name| self.ctx.get_proc_address(name)) }
    }

    /// As `frame`, of one visual that is seen with a scale and a shift to pixels; how many milliseconds that took.
    pub(crate) fn timed(&mut self, visual: &mut dyn Visual, map: [f64; 4]) -> Result<f64, Error> {
        let start = Instant::now();
        let view = self.view(map);
        self.frame(&mut [(visual, view)])?;
        Ok(start.elapsed().as_secs_f64() * 1e3)
    }
}
