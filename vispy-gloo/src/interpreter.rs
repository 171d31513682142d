//! Who executes commands.

use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::caps::Caps;
use crate::command::{Command, DrawCommand};
use crate::error::{Error, Result};
use crate::id::{ObjectId, ReplyId};
use crate::program::{Interface, UniformValue};
use crate::read::{Pixels, ReadFormat};
use crate::shader_error::ShaderStage;
use crate::state::Rect;
use crate::target::RenderTarget;
use crate::texture::Region;

/// Why a program did not link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkFailure {
    /// The stage that did not compile; `None` when both did but do not fit together.
    pub stage: Option<ShaderStage>,
    /// What the driver said.
    pub log: String,
}

/// An answer to a command that asked something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Reply {
    /// To `LinkProgram`: the program's variables, or what is wrong.
    Linked {
        /// The question.
        reply: ReplyId,
        /// The answer.
        result: Result<Interface, LinkFailure>,
    },
    /// To `ReadPixels`.
    Pixels {
        /// The question.
        reply: ReplyId,
        /// The answer.
        pixels: Pixels,
    },
    /// To `ReadBuffer`.
    Bytes {
        /// The question.
        reply: ReplyId,
        /// The answer.
        #[serde(with = "serde_bytes")]
        data: Vec<u8>,
    },
    /// To `BeginQuery`, after its end.
    Query {
        /// The question.
        reply: ReplyId,
        /// The answer.
        value: u64,
    },
    /// To `Fence`.
    Fence {
        /// The question.
        reply: ReplyId,
    },
}

/// Executes commands: the driver on this machine, a recording, or a browser far away.
pub trait Interpreter {
    /// What the device can do.
    fn caps(&self) -> &Caps;

    /// Executes one command; answers go into `replies`, at once or with a later command.
    ///
    /// # Errors
    /// What is wrong with the command. The ones after it are executed all the same.
    fn execute(&mut self, command: &Command, replies: &mut Vec<Reply>) -> Result<()>;

    /// Whether draws and uniforms are better executed when they are made than kept in a queue: they are then given to
    /// [`set_uniform`](Self::set_uniform) and [`draw`](Self::draw), and nothing is copied.
    fn draws_at_once(&self) -> bool {
        false
    }

    /// Executes `Command::Uniform`.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    fn set_uniform(&mut self, program: ObjectId, name: &Arc<str>, value: &UniformValue) -> Result<()> {
        let command = Command::Uniform { program, name: name.clone(), value: value.clone() };
        self.execute(&command, &mut Vec::new())
    }

    /// Executes `Command::Draw`.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    fn draw(&mut self, draw: &DrawCommand) -> Result<()> {
        self.execute(&Command::Draw(draw.clone()), &mut Vec::new())
    }

    /// Called after the last command of a queue.
    ///
    /// # Errors
    /// What the driver refused since the last time.
    fn finish_queue(&mut self, _replies: &mut Vec<Reply>) -> Result<()> {
        Ok(())
    }

    /// Gives the answer to a `LinkProgram` that was not given yet: after waiting for it, or only if it has come. Interpreters
    /// that answer by themselves have nothing to do.
    fn end_link(&mut self, _program: ObjectId, _wait: bool, _replies: &mut Vec<Reply>) {}

    /// The objects that another interpreter can share; `None` where there is no sharing.
    fn share(&self) -> Option<Rc<dyn Any>> {
        None
    }

    /// Called when interpreters that share objects with this one have executed something since its last command.
    fn others_were_at_work(&mut self) {}

    /// Lets go of all objects without freeing them: the OpenGL that they were in is gone.
    fn abandon(&mut self) {}

    /// Waits for the answers that are on their way, and gives them; whether it can do that.
    ///
    /// # Errors
    /// What the driver says.
    fn wait(&mut self, _replies: &mut Vec<Reply>) -> Result<bool> {
        Ok(false)
    }

    /// Keeps what other code, whose OpenGL this is, has set.
    fn enter_as_guest(&mut self) {}

    /// Sets again what [`enter_as_guest`](Self::enter_as_guest) kept.
    fn leave_as_guest(&mut self) {}

    /// Writes borrowed bytes into a buffer at once.
    ///
    /// # Errors
    /// `NoSuchObject`, or what the driver says.
    fn write_buffer(&mut self, id: ObjectId, offset_bytes: u64, bytes: &[u8]) -> Result<()>;

    /// Writes borrowed texels into a texture at once.
    ///
    /// # Errors
    /// `NoSuchObject`, or what the driver says.
    fn write_texture(&mut self, id: ObjectId, level: u32, region: Region, bytes: &[u8]) -> Result<()>;

    /// Reads pixels into `out`, waiting for them.
    ///
    /// # Errors
    /// `Unsupported` where the interpreter cannot block; what the driver says.
    fn read_now(
        &mut self,
        _source: RenderTarget,
        _rect: Rect,
        _format: ReadFormat,
        _out: &mut Vec<u8>,
    ) -> Result<()> {
        Err(Error::Unsupported {
            feature: "reading pixels at once".to_owned(),
            requires: "an interpreter that can block; use read_pixels()".to_owned(),
        })
    }
}
