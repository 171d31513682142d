//! Compiling and linking: texts are handed over first, and what became of them is asked later, so that drivers with threads of
//! their own compile many programs at once.

use glow::HasContext as _;

use super::Gl;
use crate::command::Feedback;
use crate::error::{Error, Result};
use crate::id::{ObjectId, ReplyId};
use crate::interpreter::{LinkFailure, Reply};
use crate::shader_error::ShaderStage;

/// A program that the driver may still compile, because nobody has asked what became of it.
pub(super) struct Linking {
    program: ObjectId,
    reply: ReplyId,
    shaders: [glow::Shader; 2],
    /// How many outputs transform feedback captures.
    outputs: u32,
}

impl Gl {
    /// Hands both stages over, and asks for nothing that the driver would have to be ready for.
    pub(super) fn begin_link(
        &mut self,
        id: ObjectId,
        [vertex, fragment]: [&str; 2],
        feedback: Option<&Feedback>,
        reply: ReplyId,
    ) -> Result<()> {
        let name = self.program_name(id, "LINK_PROGRAM")?;
        // Linked anew, its earlier texts do not matter any more.
        self.forget_link(id);
        let stages = [
            (ShaderStage::Vertex, glow::VERTEX_SHADER, vertex),
            (ShaderStage::Fragment, glow::FRAGMENT_SHADER, fragment),
        ];
        let [vertex, fragment]: [Result<_>; 2] = stages.map(|(stage, kind, text)| {
            // SAFETY: G1.
            let shader = unsafe { self.gl.create_shader(kind) };
            let shader = shader.map_err(|reason| Error::Unsupported {
                feature: format!("a {stage} shader for {}", self.described(id)),
                requires: format!("memory or a working context: {reason}"),
            })?;
            // SAFETY: G1, G2.
            unsafe {
                self.gl.shader_source(shader, text);
                self.gl.compile_shader(shader);
                self.gl.attach_shader(name, shader);
            }
            Ok(shader)
        });
        let shaders = [vertex?, fragment?];
        // SAFETY: G1, G2: a program of stages that did not compile does not link.
        unsafe {
            if let Some(feedback) = feedback {
                let outputs: Vec<&str> = feedback.outputs.iter().map(|name| &**name).collect();
                let mode = if feedback.separate { glow::SEPARATE_ATTRIBS } else { glow::INTERLEAVED_ATTRIBS };
                self.gl.transform_feedback_varyings(name, &outputs, mode);
            }
            self.gl.link_program(name);
        }
        let outputs = feedback.map_or(0, |feedback| feedback.outputs.len() as u32);
        self.names.borrow_mut().linking.push(Linking { program: id, reply, shaders, outputs });
        Ok(())
    }

    /// Gives the answer of a program, if nobody has had it: after waiting for the driver, or only if that is ready.
    pub(super) fn end_link(&mut self, id: ObjectId, wait: bool, replies: &mut Vec<Reply>) {
        let place = self.names.borrow().linking.iter().position(|linking| linking.program == id);
        let Some(place) = place else { return };
        let Ok(name) = self.program_name(id, "LINK_PROGRAM") else { return };
        // SAFETY: G1, G2. Drivers that cannot tell are waited for.
        if !wait && self.caps.parallel_compile && unsafe { !self.gl.get_program_completion_status(name) } {
            return;
        }
        let linking = self.names.borrow_mut().linking.remove(place);
        // SAFETY: G1, G2.
        let is_linked = unsafe { self.gl.get_program_link_status(name) };
        let result = if is_linked {
            Ok(self.reflect(id, name, linking.outputs))
        } else {
            Err(self.failure(name, &linking))
        };
        self.free_shaders(Some(name), &linking);
        replies.push(Reply::Linked { reply: linking.reply, result });
    }

    /// Why a program did not link: the first stage that did not compile, or what the two have with each other.
    fn failure(&self, name: glow::Program, linking: &Linking) -> LinkFailure {
        for (stage, shader) in [ShaderStage::Vertex, ShaderStage::Fragment].into_iter().zip(linking.shaders) {
            // SAFETY: G1, G2.
            unsafe {
                if !self.gl.get_shader_compile_status(shader) {
                    return LinkFailure { stage: Some(stage), log: self.gl.get_shader_info_log(shader) };
                }
            }
        }
        // SAFETY: G1, G2.
        LinkFailure { stage: None, log: unsafe { self.gl.get_program_info_log(name) } }
    }

    /// Frees what belongs to an answer that nobody will get.
    pub(super) fn forget_link(&mut self, id: ObjectId) {
        let mut names = self.names.borrow_mut();
        let Some(place) = names.linking.iter().position(|linking| linking.program == id) else { return };
        let linking = names.linking.remove(place);
        let name = names.programs.get(&id).map(|known| known.name);
        drop(names);
        self.free_shaders(name, &linking);
    }

    /// A program that is linked does not need its stages any more.
    fn free_shaders(&self, name: Option<glow::Program>, linking: &Linking) {
        for shader in linking.shaders {
            // SAFETY: G1, G2.
            unsafe {
                if let Some(name) = name {
                    self.gl.detach_shader(name, shader);
                }
                self.gl.delete_shader(shader);
            }
        }
    }
}
