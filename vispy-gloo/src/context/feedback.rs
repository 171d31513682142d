//! Transform feedback: the vertex stage computes, and what it puts out stays in buffers.

use std::sync::Arc;

use super::draw::Prepared;
use super::{Context, DrawCall};
use crate::buffer::VertexBuffer;
use crate::command::{Command, FeedbackCommand, Topology};
use crate::error::{Error, Result};
use crate::program::{Program, Variable};

impl Context {
    /// Runs the vertex stage of a program and writes its outputs into buffers, from their start; nothing is drawn. The
    /// program says which outputs ([`Program::with_feedback`]): one after the other into one buffer, whose vertices are
    /// laid out so, or each into a buffer of its own.
    ///
    /// Two buffers that take turns are a simulation: read the one, write the other, swap. With indices nothing runs:
    /// OpenGL ES has no such thing.
    ///
    /// # Errors
    /// As [`draw`](Self::draw); `Shape` when the topology is none of points, lines and triangles, an index buffer is set, a
    /// buffer has another layout than the outputs, is too small, is written twice or is read as well.
    ///
    /// ```
    /// # let (mut ctx, _) = vispy_gloo::Context::recorder();
    /// use vispy_gloo::{DrawCall, Program, Topology, VertexBuffer};
    ///
    /// let mut fall = Program::new(
    ///     "#version 300 es
    ///     in float a_height;
    ///     out float v_height;
    ///     void main() { v_height = max(0.0, a_height - 0.1); }",
    ///     "#version 300 es
    ///     void main() {}",
    /// )
    /// .with_feedback(&["v_height"]);
    /// let (now, next) = (VertexBuffer::new(&[1.0_f32, 2.0]), VertexBuffer::with_len::<f32>(2));
    /// fall.set_attribute("a_height", &now)?;
    /// ctx.transform_feedback(&mut fall, DrawCall::new(Topology::Points, 0..2), &[&next])?;
    /// # Ok::<(), vispy_gloo::Error>(())
    /// ```
    pub fn transform_feedback(
        &mut self,
        program: &mut Program,
        call: DrawCall,
        outputs: &[&VertexBuffer],
    ) -> Result<()> {
        if call.count == 0 || call.instances == 0 {
            return Ok(());
        }
        let Prepared { program: id, vertex_array, .. } = self.prepare(program, call)?;
        check_outputs(program, call, outputs)?;
        for output in outputs {
            self.adopt(&output.shared.object)?;
        }
        self.queue.push(Command::TransformFeedback(FeedbackCommand {
            program: id,
            vertex_array,
            topology: call.topology,
            first: call.first,
            count: call.count,
            instances: call.instances,
            outputs: outputs.iter().map(|output| output.shared.object.id()).collect(),
        }));
        Ok(())
    }
}

/// Refuses what OpenGL would, and what would be written beyond a buffer or over what is read.
fn check_outputs(program: &Program, call: DrawCall, outputs: &[&VertexBuffer]) -> Result<()> {
    let wrong = |expected: String, found: String| Error::Shape {
        what: format!("transform feedback of program {}", program.label()),
        expected,
        found,
    };
    let per_primitive = match call.topology {
        Topology::Points => 1,
        Topology::Lines => 2,
        Topology::Triangles => 3,
        other => return Err(wrong("points, lines or triangles".to_owned(), format!("{other:?}"))),
    };
    if program.bindings.index_type().is_some() {
        return Err(wrong("no index buffer".to_owned(), "one".to_owned()));
    }
    let Some(separate) = program.linked.separate_feedback.get().copied() else {
        return Err(wrong("outputs, as Program::with_feedback() names them".to_owned(), "none".to_owned()));
    };
    for (index, output) in outputs.iter().enumerate() {
        let same = |other: &Arc<_>| Arc::ptr_eq(other, &output.shared);
        if program.bindings.fed_by().any(same) || outputs[..index].iter().any(|other| same(&other.shared)) {
            let found = format!("{} twice", output.shared.object.described());
            return Err(wrong("buffers of which each is read or written once".to_owned(), found));
        }
    }
    let written = u64::from(call.count - call.count % per_primitive) * u64::from(call.instances);
    for output in outputs {
        if (output.len() as u64) < written {
            let found = format!("{} in {}", output.len(), output.shared.object.described());
            return Err(wrong(format!("room for {written} vertices"), found));
        }
    }
    let Some(interface) = program.interface() else { return Ok(()) };
    let groups: Vec<&[Variable]> =
        if separate { interface.feedback.chunks(1).collect() } else { vec![&interface.feedback] };
    if groups.len() != outputs.len() {
        let plural = if groups.len() == 1 { "" } else { "s" };
        return Err(wrong(format!("{} buffer{plural}", groups.len()), outputs.len().to_string()));
    }
    for (variables, output) in groups.into_iter().zip(outputs) {
        let words: usize = variables.iter().map(|v| v.ty.words() * v.array_len as usize).sum();
        if words * 4 != output.stride_bytes() as usize {
            let names: Vec<String> =
                variables.iter().map(|v| format!("{} {}", v.describe(), v.name)).collect();
            let expected = format!("vertices of {} bytes ({})", words * 4, names.join(", "));
            let found = format!("{} in {}", output.stride_bytes(), output.shared.object.described());
            return Err(wrong(expected, found));
        }
    }
    Ok(())
}
