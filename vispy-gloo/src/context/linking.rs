//! Compiling and linking programs, in the background where the driver can.

use std::sync::{Arc, Weak};

use super::Context;
use crate::command::Command;
use crate::error::Result;
use crate::program::{Linked, Program};

impl Context {
    /// Compiles and links a program now, so that its variables are known and the first frame does not wait for it.
    /// What the queue held before is executed too; its errors come with the next [`flush`](Self::flush).
    ///
    /// # Errors
    /// `Shader` and `Link` with what the driver says; `WrongContext`.
    pub fn link(&mut self, program: &Program) -> Result<()> {
        self.ask_linked(program, true).map(drop)
    }

    /// Lets a program be compiled and linked with the next flush, draw or question, without waiting for what becomes of it. Drivers
    /// with threads of their own ([`Caps::parallel_compile`](crate::Caps::parallel_compile)) do so for all programs at once, if all are begun
    /// before the first is drawn with.
    ///
    /// # Errors
    /// `WrongContext`.
    pub fn begin_link(&mut self, program: &Program) -> Result<()> {
        self.adopt_program(&program.linked)
    }

    /// Whether a program is linked and draws without a wait; begins that if nobody has, and does not wait for it. Where the driver
    /// cannot tell without waiting ([`Caps::parallel_compile`](crate::Caps::parallel_compile)), it does wait.
    ///
    /// # Errors
    /// As [`link`](Self::link), once the driver has said what is wrong.
    ///
    /// ```
    /// # let (mut ctx, _) = vispy_gloo::Context::recorder();
    /// # let program = vispy_gloo::Program::new("", "");
    /// // A recording links nothing; in a window, other things are drawn until it is.
    /// assert!(!ctx.is_linked(&program)?);
    /// assert_eq!(ctx.take_stats().pending_links, 1);
    /// # Ok::<(), vispy_gloo::Error>(())
    /// ```
    pub fn is_linked(&mut self, program: &Program) -> Result<bool> {
        self.ask_linked(program, false)
    }

    /// Whether the answer has come.
    fn ask_linked(&mut self, program: &Program, wait: bool) -> Result<bool> {
        let linked = &program.linked;
        self.adopt_program(linked)?;
        if linked.linked.get().is_none() {
            let id = linked.object.id();
            let waits =
                |command: &Command| matches!(command, Command::LinkProgram { id: other, .. } if *other == id);
            if self.queue.iter().any(waits) {
                self.run_queue();
            }
            self.enter();
            self.interpreter.end_link(id, wait, &mut self.replies);
            self.deliver();
        }
        linked.linked.get().map_or(Ok(false), |result| result.clone().map(|()| true))
    }

    /// Puts a program that is new here into the queue.
    fn adopt_program(&mut self, linked: &Arc<Linked>) -> Result<()> {
        let before = self.queue.len();
        self.adopt(&linked.object)?;
        if self.queue.len() > before {
            self.shared.links.borrow_mut().insert(linked.reply, Arc::downgrade(linked));
        }
        Ok(())
    }

    /// Programs whose answer has not come.
    pub(super) fn pending_links(&self) -> u64 {
        self.shared.links.borrow().values().filter(|linked| Weak::strong_count(linked) > 0).count() as u64
    }
}
