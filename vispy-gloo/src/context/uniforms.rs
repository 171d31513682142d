//! Sending the values of a program: those that differ from what the driver has.

use std::sync::Arc;

use super::Context;
use super::stats::Counters;
use crate::command::Command;
use crate::error::Error;
use crate::id::ObjectId;
use crate::interpreter::Interpreter;
use crate::program::{Bindings, UniformValue};

/// The uniforms of a program, as the driver has them.
#[derive(Default)]
pub(super) struct Known {
    pub(super) values: Vec<(Arc<str>, UniformValue)>,
    /// Whose values were the last to be compared with them all.
    owner: u64,
}

/// Where uniforms of a program go: into the queue, or at once to the interpreter.
struct Sender<'a> {
    program: ObjectId,
    queue: &'a mut Vec<Command>,
    interpreter: Option<&'a mut dyn Interpreter>,
    stats: &'a mut Counters,
    failed: &'a mut Option<Error>,
}

impl Context {
    /// Sends the uniforms, texture units and uniform buffers that differ from what the driver has.
    pub(super) fn send_uniforms(&mut self, id: ObjectId, bindings: &mut Bindings) {
        let at_once = self.begins_at_once();
        let takes_over = self.takes_over(id);
        let unsent = bindings.take_unsent();
        let mut uniforms = self.shared.uniforms.borrow_mut();
        let Some(known) = uniforms.get_or_default(id) else { return };
        let mut sender = Sender {
            program: id,
            queue: &mut self.queue,
            interpreter: if at_once { Some(&mut *self.interpreter) } else { None },
            stats: &mut self.stats,
            failed: &mut self.failed,
        };
        match unsent {
            Some(unsent) if known.owner == bindings.id() && !takes_over => {
                for (name, value) in bindings.uniforms_of(unsent) {
                    sender.update(known, name, value);
                }
            }
            _ => {
                sender.send_all(known, bindings, takes_over);
                known.owner = bindings.id();
            }
        }
        for (unit, (_, buffer)) in (0..).zip(bindings.blocks()) {
            let buffer = buffer.shared.object.id();
            if place(&mut self.block_units, unit, buffer) {
                sender.queue.push(Command::BlockUnit { unit, buffer });
            }
        }
        for (unit, (_, texture)) in (0..).zip(bindings.textures()) {
            let texture = texture.object.id();
            if place(&mut self.units, unit, texture) {
                sender.queue.push(Command::TextureUnit { unit, texture });
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

impl Sender<'_> {
    fn send(&mut self, name: &Arc<str>, value: &UniformValue) {
        let program = self.program;
        let Some(interpreter) = &mut self.interpreter else {
            self.queue.push(Command::Uniform { program, name: name.clone(), value: value.clone() });
            return;
        };
        self.stats.uniform();
        if let Err(error) = interpreter.set_uniform(program, name, value) {
            self.failed.get_or_insert(error);
        }
    }

    /// Compares all values of a program with what the driver has.
    fn send_all(&mut self, known: &mut Known, bindings: &Bindings, takes_over: bool) {
        if takes_over {
            // Drivers (Mesa's) keep values of their own for each context, and look at the program's again only when this
            // context sets another.
            for (name, value) in &known.values {
                self.send(name, &value.different());
                self.send(name, value);
            }
        }
        for (name, value) in bindings.uniforms() {
            self.update(known, name, value);
        }
        if known.values.len() > bindings.named() {
            self.zero_others(known, bindings);
        }
        let blocks = (0..).zip(bindings.blocks()).map(|(unit, (name, _))| (unit, name));
        let textures = (0..).zip(bindings.textures()).map(|(unit, (name, _))| (unit, name));
        for (unit, name) in blocks.chain(textures) {
            self.update(known, name, &UniformValue::Int(unit));
        }
    }

    /// Sends a uniform if the driver has another value.
    fn update(&mut self, known: &mut Known, name: &Arc<str>, value: &UniformValue) {
        // Names are shared wherever the program's variables are known: comparing addresses finds nearly all.
        let place = known.values.iter().position(|(other, _)| Arc::ptr_eq(other, name));
        let place = place.or_else(|| known.values.iter().position(|(other, _)| other == name));
        if value.is_array() {
            return self.update_array(known, place, name, value);
        }
        match place.map(|place| &mut known.values[place].1) {
            Some(known_value) => {
                if !known_value.replace_plain(value) {
                    return;
                }
            }
            None => known.values.push((name.clone(), value.clone())),
        }
        self.send(name, value);
    }

    /// Sends an array if the driver has another value.
    fn update_array(
        &mut self,
        known: &mut Known,
        place: Option<usize>,
        name: &Arc<str>,
        value: &UniformValue,
    ) {
        match place.map(|place| &mut known.values[place].1) {
            Some(known_value) if known_value == value => return,
            Some(known_value) => {
                if known_value.glsl_type().1 > value.glsl_type().1 {
                    // A shorter array does not keep the tail of a longer one: beyond its end are zeros.
                    self.send(name, &known_value.zeroed());
                }
                known_value.clone_from(value);
            }
            None => known.values.push((name.clone(), value.clone())),
        }
        self.send(name, value);
        // It has overwritten the elements that were set one by one.
        known.values.retain(|(other, _)| {
            !(other.starts_with(&**name) && other.as_bytes().get(name.len()) == Some(&b'['))
        });
    }

    /// Sets to zero what other values for the same linked program have set and this one leaves alone: it does not inherit
    /// them.
    fn zero_others(&mut self, known: &mut Known, bindings: &Bindings) {
        let mut zeroed_array = false;
        for (name, value) in known.values.iter_mut().filter(|(name, _)| !bindings.names(name)) {
            let zero = value.zeroed();
            if *value != zero {
                self.send(name, &zero);
                *value = zero;
                zeroed_array |= value.is_array();
            }
        }
        if zeroed_array {
            // Elements that have a value of their own were zeroed with their array.
            for (name, value) in bindings.uniforms().filter(|(name, _)| name.ends_with(']')) {
                self.send(name, value);
            }
        }
    }
}
