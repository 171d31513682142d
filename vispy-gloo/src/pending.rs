//! Answers that come later.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::context::Context;
use crate::error::{Error, Result};

type Callback<T> = Box<dyn FnOnce(Result<T>) + Send>;

enum Slot<T> {
    Waiting(Option<Callback<T>>),
    Ready(Result<T>),
    Taken,
}

/// An answer of the GPU that comes later.
///
/// Ask with [`poll`](Self::poll) once a frame, leave a callback with [`on_ready`](Self::on_ready), or, where the
/// interpreter can block, [`wait`](Self::wait).
pub struct Pending<T>(Arc<Mutex<Slot<T>>>);

/// The end that gives the answer; dropped unused, it answers [`Error::Unanswered`].
pub(crate) struct Answer<T>(Arc<Mutex<Slot<T>>>);

pub(crate) fn pending<T>() -> (Answer<T>, Pending<T>) {
    let slot = Arc::new(Mutex::new(Slot::Waiting(None)));
    (Answer(slot.clone()), Pending(slot))
}

impl<T> Pending<T> {
    /// The answer, once; `None` while it has not come, and after it was taken.
    #[must_use = "a taken answer does not come again"]
    pub fn poll(&self) -> Option<Result<T>> {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *slot, Slot::Taken) {
            Slot::Ready(answer) => Some(answer),
            other => {
                *slot = other;
                None
            }
        }
    }

    /// Calls back with the answer: on the context's thread when it comes, or at once if it is there already. Not at all
    /// after it was taken by [`poll`](Self::poll).
    pub fn on_ready(self, callback: impl FnOnce(Result<T>) + Send + 'static) {
        let answer = {
            let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match std::mem::replace(&mut *slot, Slot::Taken) {
                Slot::Ready(answer) => answer,
                Slot::Waiting(_) => {
                    *slot = Slot::Waiting(Some(Box::new(callback)));
                    return;
                }
                Slot::Taken => return,
            }
        };
        callback(answer);
    }

    /// Sends what waits in the context's queue and returns the answer.
    ///
    /// # Errors
    /// `Unsupported` where the interpreter cannot block (browser, recording), and what went wrong with the question.
    pub fn wait(self, ctx: &mut Context) -> Result<T> {
        let flushed = ctx.flush();
        if let Some(answer) = self.poll() {
            return answer;
        }
        flushed?;
        let waited = ctx.wait_for_answers()?;
        if let Some(answer) = self.poll() {
            return answer;
        }
        if waited {
            return Err(Error::Unanswered);
        }
        Err(Error::Unsupported {
            feature: "waiting for an answer".to_owned(),
            requires: "an interpreter that can block; use poll() or on_ready()".to_owned(),
        })
    }
}

impl<T> fmt::Debug for Pending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending")
    }
}

impl<T> Answer<T> {
    pub(crate) fn give(self, answer: Result<T>) {
        self.put(answer);
    }

    fn put(&self, answer: Result<T>) {
        let callback = {
            let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match &mut *slot {
                Slot::Waiting(callback) => match callback.take() {
                    Some(callback) => {
                        *slot = Slot::Taken;
                        callback
                    }
                    None => {
                        *slot = Slot::Ready(answer);
                        return;
                    }
                },
                _ => return,
            }
        };
        callback(answer);
    }
}

impl<T> Drop for Answer<T> {
    fn drop(&mut self) {
        self.put(Err(Error::Unanswered));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_comes_once() {
        let (answer, pending) = pending::<u32>();
        assert!(pending.poll().is_none(), "nothing has come yet");
        answer.give(Ok(7));
        assert_eq!(pending.poll(), Some(Ok(7)));
        assert!(pending.poll().is_none(), "it was taken");
    }

    #[test]
    fn a_dropped_question_is_answered_with_an_error() {
        let (answer, pending) = pending::<u32>();
        drop(answer);
        assert_eq!(pending.poll(), Some(Err(Error::Unanswered)));
    }

    #[test]
    fn a_callback_is_called_with_the_answer() {
        let (answer, pending) = pending::<u32>();
        let (sender, receiver) = std::sync::mpsc::channel();
        pending.on_ready(move |value| sender.send(value).unwrap());
        answer.give(Ok(3));
        assert_eq!(receiver.recv(), Ok(Ok(3)));
    }
}
