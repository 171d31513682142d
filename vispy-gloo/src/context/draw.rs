//! Turning a draw into commands.

use std::ops::Range;
use std::sync::Arc;

use super::Context;
use crate::command::{Command, DrawCommand, Topology};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::program::{Program, UniformValue};
use crate::state::State;
use crate::target::RenderTarget;

/// After that many commands draws execute what waits: a queue that stays in the processor's cache is half as dear.
const LONGEST_QUEUE: usize = 256;

/// Which vertices to draw, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawCall {
    pub(super) topology: Topology,
    pub(super) first: u32,
    pub(super) count: u32,
    pub(super) instances: u32,
}

impl DrawCall {
    /// Vertices (or indices, where the program has an index buffer) of a range.
    #[must_use]
    pub fn new(topology: Topology, range: Range<u32>) -> Self {
        let count = range.end.saturating_sub(range.start);
        Self { topology, first: range.start, count, instances: 1 }
    }

    /// Draws that many instances. Default: 1.
    #[must_use]
    pub fn with_instances(mut self, instances: u32) -> Self {
        self.instances = instances;
        self
    }
}

impl Context {
    /// Queues a draw. Nothing is drawn when the call has no vertices or no instances. Uniforms that were never set are
    /// zero.
    ///
    /// # Errors
    /// `Shader` and `Link` when the program is wrong; `UnknownVariable`, `VariableType` and `MissingVariable` when its
    /// values are; `Shape` when a bound buffer holds fewer vertices than the call draws; `Limit` and `Unsupported` when
    /// the device cannot do what a texture wants; `WrongContext`.
    pub fn draw(
        &mut self,
        program: &mut Program,
        target: RenderTarget,
        state: State,
        call: DrawCall,
    ) -> Result<()> {
        if call.count == 0 || call.instances == 0 {
            return Ok(());
        }
        let vertex_array = self.prepare(program, call)?;
        self.queue.push(Command::Draw(DrawCommand {
            program: program.linked.object.id(),
            vertex_array,
            target,
            state,
            topology: call.topology,
            first: call.first,
            count: call.count,
            instances: call.instances,
            indices: program.bindings.index_type(),
        }));
        if self.queue.len() >= LONGEST_QUEUE {
            self.execute_queue();
        }
        Ok(())
    }

    /// Checks a program's values and queues what differs from what the driver has; the vertex array to draw with.
    pub(super) fn prepare(&mut self, program: &mut Program, call: DrawCall) -> Result<Option<ObjectId>> {
        self.link(program)?;
        if program.bindings.unchecked {
            program.check()?;
            program.bindings.unchecked = program.interface().is_none();
        }
        for (_, texture) in program.bindings.textures() {
            texture.check_caps(&self.caps)?;
        }
        check_capacity(program, call)?;
        for object in program.bindings.objects() {
            object.adopt(&self.home, &mut self.queue)?;
        }
        self.refuse_lost(program)?;
        let id = program.linked.object.id();
        self.send_uniforms(id, program);
        let Some(object) = program.bindings.vertex_array(id) else { return Ok(None) };
        object.adopt(&self.home, &mut self.queue)?;
        Ok(Some(object.id()))
    }

    /// Queues the uniforms, texture units and uniform buffers that differ from what the driver has.
    fn send_uniforms(&mut self, id: ObjectId, program: &Program) {
        let mut zeroed_array = false;
        let known = self.uniforms.entry(id).or_default();
        for (name, value) in program.bindings.uniforms() {
            send(&mut self.queue, known, id, name, value);
        }
        if known.len() > program.bindings.named() {
            // Other values for the same linked program set what this one leaves alone: it does not inherit them.
            for (name, value) in known.iter_mut().filter(|(name, _)| !program.bindings.names(name)) {
                let zero = value.zeroed();
                if *value != zero {
                    *value = zero.clone();
                    self.queue.push(Command::Uniform { program: id, name: name.clone(), value: zero });
                    zeroed_array |= matches!(value, UniformValue::Array { .. });
                }
            }
        }
        if zeroed_array {
            // Elements that have a value of their own were zeroed with their array.
            for (name, value) in program.bindings.uniforms().filter(|(name, _)| name.ends_with(']')) {
                self.queue.push(Command::Uniform { program: id, name: name.clone(), value: value.clone() });
            }
        }
        for (unit, (name, buffer)) in program.bindings.blocks().enumerate() {
            // OpenGL has at least 24 units.
            let unit = unit as u32;
            send(&mut self.queue, known, id, name, &UniformValue::Int(unit as i32));
            let buffer = buffer.shared.object.id();
            if place(&mut self.block_units, unit, buffer) {
                self.queue.push(Command::BlockUnit { unit, buffer });
            }
        }
        for (unit, (name, texture)) in program.bindings.textures().enumerate() {
            // OpenGL has at least 32 units.
            let unit = unit as u32;
            send(&mut self.queue, known, id, name, &UniformValue::Int(unit as i32));
            let texture = texture.object.id();
            if place(&mut self.units, unit, texture) {
                self.queue.push(Command::TextureUnit { unit, texture });
            }
        }
    }
}

/// Puts an object on a unit; whether another was there.
fn place(units: &mut Vec<Option<ObjectId>>, unit: u32, object: ObjectId) -> bool {
    let unit = unit as usize;
    if units.len() <= unit {
        units.resize(unit + 1, None);
    }
    units[unit].replace(object) != Some(object)
}

/// Queues a uniform if the driver has another value.
fn send(
    queue: &mut Vec<Command>,
    known: &mut Vec<(Arc<str>, UniformValue)>,
    program: ObjectId,
    name: &Arc<str>,
    value: &UniformValue,
) {
    match known.iter_mut().find(|(known_name, _)| Arc::ptr_eq(known_name, name) || known_name == name) {
        Some((_, known_value)) if known_value == value => return,
        Some((_, known_value)) => {
            if known_value.glsl_type().1 > value.glsl_type().1 {
                // A shorter array does not keep the tail of a longer one: beyond its end are zeros.
                let zero = known_value.zeroed();
                queue.push(Command::Uniform { program, name: name.clone(), value: zero });
            }
            *known_value = value.clone();
        }
        None => known.push((name.clone(), value.clone())),
    }
    queue.push(Command::Uniform { program, name: name.clone(), value: value.clone() });
    if matches!(value, UniformValue::Array { .. }) {
        // It has overwritten the elements that were set one by one.
        known.retain(|(other, _)| {
            !(other.starts_with(&**name) && other.as_bytes().get(name.len()) == Some(&b'['))
        });
    }
}

fn check_capacity(program: &Program, call: DrawCall) -> Result<()> {
    let (vertices, instances) = program.bindings.capacity();
    let wanted = u64::from(call.first) + u64::from(call.count);
    let checks = [("vertices", vertices, wanted), ("instances", instances, u64::from(call.instances))];
    for (what, capacity, wanted) in checks {
        if let Some(capacity) = capacity
            && wanted > capacity
        {
            return Err(Error::Shape {
                what: format!("{what} that program {} draws", program.label()),
                expected: format!("at most {capacity}, which its buffers hold"),
                found: format!("{wanted}"),
            });
        }
    }
    Ok(())
}
