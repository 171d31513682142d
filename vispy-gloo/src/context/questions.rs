//! Questions whose answers come later.

use super::Context;
use crate::buffer::{Vertex, VertexBuffer};
use crate::command::Command;
use crate::error::{Error, Result};
use crate::id::ReplyId;
use crate::interpreter::Reply;
use crate::pending::{Answer, Pending, pending};
use crate::query::QueryKind;
use crate::read::{Pixels, ReadFormat};
use crate::state::Rect;
use crate::target::RenderTarget;

/// Who waits for an answer.
pub(super) enum Asked {
    Pixels(Answer<Pixels>),
    /// Makes what was asked for of the bytes.
    Bytes(Box<dyn FnOnce(Result<Vec<u8>>) + Send>),
    Number(Answer<u64>),
    Done(Answer<()>),
}

impl Asked {
    pub(super) fn fail(self, error: Error) {
        match self {
            Self::Pixels(answer) => answer.give(Err(error)),
            Self::Bytes(answer) => answer(Err(error)),
            Self::Number(answer) => answer.give(Err(error)),
            Self::Done(answer) => answer.give(Err(error)),
        }
    }

    fn answer(self, reply: Reply) {
        match (self, reply) {
            (Self::Pixels(answer), Reply::Pixels { pixels, .. }) => answer.give(Ok(pixels)),
            (Self::Bytes(answer), Reply::Bytes { data, .. }) => answer(Ok(data)),
            (Self::Number(answer), Reply::Query { value, .. }) => answer.give(Ok(value)),
            (Self::Done(answer), Reply::Fence { .. }) => answer.give(Ok(())),
            // An answer to something else is none: `Answer` says so when it is dropped.
            _ => {}
        }
    }
}

impl Context {
    fn ask<T>(&mut self, asked: impl FnOnce(Answer<T>) -> Asked) -> (ReplyId, Pending<T>) {
        self.next_reply += 1;
        // Programs answer under their object's id; everything else under ids with the top bit set.
        let reply = ReplyId(self.next_reply | 1 << 63);
        let (answer, pending) = pending();
        self.questions.insert(reply, asked(answer));
        (reply, pending)
    }

    /// Asks for pixels, without waiting for the GPU: they are copied when all before is drawn, and the answer comes with a
    /// flush after that ([`Pending::wait`] waits). The answer is `Shape` when `rect` reaches beyond the source.
    pub fn read_pixels(&mut self, source: RenderTarget, rect: Rect, format: ReadFormat) -> Pending<Pixels> {
        if let Err(error) = source.check_inside(rect) {
            let (answer, pending) = pending();
            answer.give(Err(error));
            return pending;
        }
        let (reply, pending) = self.ask(Asked::Pixels);
        self.queue.push(Command::ReadPixels { source, rect, format, reply });
        pending
    }

    /// Asks for `count` vertices from number `first` on, as transform feedback has left them, without waiting for the GPU.
    ///
    /// # Errors
    /// `Shape` when the buffer holds fewer, or vertices that are laid out otherwise; `WrongContext`.
    pub fn read_vertices<V: Vertex + Send>(
        &mut self,
        buffer: &VertexBuffer,
        first: usize,
        count: usize,
    ) -> Result<Pending<Vec<V>>> {
        buffer.check_layout::<V>()?;
        if first.checked_add(count).is_none_or(|end| end > buffer.len()) {
            return Err(Error::Shape {
                what: format!("vertices to read of {}", buffer.shared.object.described()),
                expected: format!("a range inside its {}", buffer.len()),
                found: format!("{count} from number {first}"),
            });
        }
        self.adopt(&buffer.shared.object)?;
        let stride = u64::from(buffer.stride_bytes());
        let vertices =
            |bytes: Vec<u8>| bytes.chunks_exact(size_of::<V>()).map(bytemuck::pod_read_unaligned).collect();
        let (reply, pending) = self.ask(|answer: Answer<Vec<V>>| {
            Asked::Bytes(Box::new(move |bytes| answer.give(bytes.map(vertices))))
        });
        self.queue.push(Command::ReadBuffer {
            id: buffer.shared.object.id(),
            offset_bytes: first as u64 * stride,
            size_bytes: count as u64 * stride,
            reply,
        });
        Ok(pending)
    }

    /// Asks to be told when the GPU has done all that was asked of it before.
    pub fn fence(&mut self) -> Pending<()> {
        let (reply, pending) = self.ask(Asked::Done);
        self.queue.push(Command::Fence { reply });
        pending
    }

    /// Measures what `work` asks of the GPU. Of each kind there is one query at a time: they do not nest.
    ///
    /// # Errors
    /// What `work` returns; `Unsupported` where the device has no such query, or one of the kind is going on.
    ///
    /// ```
    /// # let (mut ctx, recording) = vispy_gloo::Context::recorder();
    /// use vispy_gloo::{QueryKind, RenderTarget, Result};
    ///
    /// let target = RenderTarget::canvas(4, 4);
    /// let seen = ctx.query(QueryKind::AnySamples, |ctx| {
    ///     ctx.clear(target, None, Some([0.0; 4]), None);
    ///     Ok::<(), vispy_gloo::Error>(())
    /// })?;
    /// ctx.flush()?;
    /// assert!(seen.poll().is_none(), "a recorder does not know");
    /// # Ok::<(), vispy_gloo::Error>(())
    /// ```
    pub fn query<E: From<Error>>(
        &mut self,
        kind: QueryKind,
        work: impl FnOnce(&mut Self) -> Result<(), E>,
    ) -> Result<Pending<u64>, E> {
        let there = self.caps.queries && (kind != QueryKind::Time || self.caps.timer_queries);
        if !there || self.open_queries.contains(&kind) {
            let requires = if there { "the one before to be over" } else { "a driver with such queries" };
            return Err(Error::Unsupported {
                feature: format!("a query of {kind:?}"),
                requires: requires.to_owned(),
            }
            .into());
        }
        let (reply, pending) = self.ask(Asked::Number);
        self.open_queries.push(kind);
        self.queue.push(Command::BeginQuery { kind, reply });
        let done = work(self);
        self.queue.push(Command::EndQuery { kind });
        self.open_queries.retain(|open| *open != kind);
        done.map(|()| pending)
    }

    /// Waits for all answers that are on their way; whether the interpreter can.
    pub(crate) fn wait_for_answers(&mut self) -> Result<bool> {
        let waited = self.interpreter.wait(&mut self.replies);
        self.deliver();
        waited
    }

    /// Tells who asked that no answer will come.
    pub(super) fn fail_question(&mut self, command: &Command, error: &Error) {
        let reply = match command {
            Command::ReadPixels { reply, .. }
            | Command::ReadBuffer { reply, .. }
            | Command::BeginQuery { reply, .. }
            | Command::Fence { reply } => reply,
            _ => return,
        };
        if let Some(asked) = self.questions.remove(reply) {
            asked.fail(error.clone());
        }
    }

    /// Tells all who wait that the context was lost.
    pub(super) fn fail_all_questions(&mut self) {
        let mut waiting: Vec<_> = self.questions.drain().collect();
        waiting.sort_by_key(|(reply, _)| *reply);
        for (_, asked) in waiting {
            asked.fail(Error::ContextLost);
        }
        self.queue.retain(|command| {
            !matches!(
                command,
                Command::ReadPixels { .. }
                    | Command::ReadBuffer { .. }
                    | Command::BeginQuery { .. }
                    | Command::EndQuery { .. }
                    | Command::Fence { .. }
            )
        });
    }

    pub(super) fn answer_question(&mut self, id: ReplyId, reply: Reply) {
        if let Some(asked) = self.questions.remove(&id) {
            asked.answer(reply);
        }
    }
}
