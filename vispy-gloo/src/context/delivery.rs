//! Answers of the interpreter on their way to who asked.

use super::Context;
use crate::error::{Error, Result};
use crate::interpreter::{LinkFailure, Reply};
use crate::object::note_change;
use crate::program::{Interface, Linked};
use crate::shader_error::{ShaderError, ShaderStage};

impl Context {
    /// Hands over what has come.
    pub(super) fn deliver(&mut self) {
        let mut replies = std::mem::take(&mut self.replies);
        for reply in replies.drain(..) {
            match reply {
                Reply::Linked { reply, result } => {
                    let linked =
                        self.shared.links.borrow_mut().remove(&reply).and_then(|weak| weak.upgrade());
                    if let Some(linked) = linked {
                        let result = link_result(&linked, result);
                        if result.is_err() {
                            // Where answers come late, draws may have been ready before it was known.
                            note_change();
                        }
                        // A program is linked once, so this is the first answer.
                        let _first = linked.linked.set(result);
                    }
                }
                Reply::Pixels { reply: id, .. }
                | Reply::Bytes { reply: id, .. }
                | Reply::Query { reply: id, .. }
                | Reply::Fence { reply: id } => self.answer_question(id, reply),
            }
        }
        self.replies = replies;
    }
}

fn link_result(linked: &Linked, result: Result<Interface, LinkFailure>) -> Result<()> {
    let label = linked.object.label();
    match result {
        Ok(interface) => {
            let _known_from_composition = linked.interface.set(interface);
            Ok(())
        }
        Err(LinkFailure { stage: None, log }) => Err(Error::Link { label, log }),
        Err(LinkFailure { stage: Some(stage), log }) => {
            let source = match stage {
                ShaderStage::Vertex => linked.vertex.clone(),
                ShaderStage::Fragment => linked.fragment.clone(),
            };
            Err(ShaderError::from_log(&label, stage, source, &log).into())
        }
    }
}
