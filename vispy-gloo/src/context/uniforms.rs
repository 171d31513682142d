//! Sending the values of a program: those that differ from what the driver has.

use std::sync::Arc;

use super::stats::Counters;
use super::{Context, keep_first};
use crate::command::Command;
use crate::error::Error;
use crate::id::ObjectId;
use crate::interpreter::Interpreter;
use crate::program::{Bindings, Uniform, UniformValue};

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
    /// Sends at once the uniforms, texture units and uniform buffers that differ from what the driver has.
    #[inline(always)]
    pub(super) fn send_at_once(&mut self, id: ObjectId, bindings: &mut Bindings) {
        if !self.send_few(id, bindings) {
            self.send_uniforms(id, bindings, true);
        } else if bindings.has_units() {
            self.fill_units(bindings, true);
        }
    }

    /// Sends at once what was set since these values were sent, if no others were in between and it is where it is expected;
    /// whether that is so. Inlined, as it is all that most draws send.
    #[inline(always)]
    fn send_few(&mut self, id: ObjectId, bindings: &mut Bindings) -> bool {
        if self.is_sharing() {
            return false;
        }
        let mut uniforms = self.shared.uniforms.borrow_mut();
        let Some(known) = uniforms.get_mut(&id) else { return false };
        if known.owner != bindings.id() {
            return false;
        }
        while let Some((index, Uniform { name, value, .. })) = bindings.first_unsent() {
            let known = known.values.get_mut(index).filter(|(other, _)| Arc::ptr_eq(other, name));
            let Some((_, known)) = known.filter(|_| !value.is_array()) else { return false };
            if known.replace_plain(value) {
                self.stats.uniform();
                if let Err(error) = self.interpreter.set_uniform(id, name, value) {
                    keep_first(&mut self.failed, error);
                }
            }
            bindings.first_is_sent();
        }
        bindings.all_are_sent()
    }

    /// Sends the uniforms, texture units and uniform buffers that differ from what the driver has.
    #[inline(never)]
    pub(super) fn send_uniforms(&mut self, id: ObjectId, bindings: &mut Bindings, at_once: bool) {
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
                for (index, Uniform { name, value, .. }) in bindings.uniforms_of(unsent) {
                    sender.update(known, index, name, value);
                }
            }
            _ => {
                sender.send_all(known, bindings, takes_over);
                known.owner = bindings.id();
            }
        }
        drop(uniforms);
        if bindings.has_units() {
            self.fill_units(bindings, at_once);
        }
    }

    #[inline(never)]
    fn fill_units(&mut self, bindings: &Bindings, at_once: bool) {
        for (unit, (_, buffer)) in (0..).zip(bindings.blocks()) {
            let buffer = buffer.shared.object.id();
            if place(&mut self.block_units, unit, buffer) {
                self.send_unit(Command::BlockUnit { unit, buffer }, at_once);
            }
        }
        for (unit, (_, texture)) in (0..).zip(bindings.textures()) {
            let texture = texture.object.id();
            if place(&mut self.units, unit, texture) {
                self.send_unit(Command::TextureUnit { unit, texture }, at_once);
            }
        }
    }

    fn send_unit(&mut self, command: Command, at_once: bool) {
        if !at_once {
            self.queue.push(command);
        } else if let Err(error) = self.execute(&command) {
            self.failed.get_or_insert(error);
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
    #[inline(never)]
    fn send_all(&mut self, known: &mut Known, bindings: &Bindings, takes_over: bool) {
        if takes_over {
            // Drivers (Mesa's) keep values of their own for each context, and look at the program's again only when this
            // context sets another.
            for (name, value) in &known.values {
                self.send(name, &value.different());
                self.send(name, value);
            }
        }
        for (index, Uniform { name, value, .. }) in bindings.uniforms().enumerate() {
            self.update(known, index, name, value);
        }
        if known.values.len() > bindings.named() {
            self.zero_others(known, bindings);
        }
        let blocks = (0..).zip(bindings.blocks()).map(|(unit, (name, _))| (unit, name));
        let textures = (0..).zip(bindings.textures()).map(|(unit, (name, _))| (unit, name));
        for (index, (unit, name)) in (bindings.uniforms().len()..).zip(blocks.chain(textures)) {
            self.update(known, index, name, &UniformValue::Int(unit));
        }
    }

    /// Sends a uniform if the driver has another value, which is probably the one of that index.
    #[inline]
    fn update(&mut self, known: &mut Known, index: usize, name: &Arc<str>, value: &UniformValue) {
        match known.values.get_mut(index) {
            // Names are shared wherever the program's variables are known.
            Some((other, known_value)) if Arc::ptr_eq(other, name) && !value.is_array() => {
                if known_value.replace_plain(value) {
                    self.send(name, value);
                }
            }
            _ => self.update_elsewhere(known, name, value),
        }
    }

    #[inline(never)]
    fn update_elsewhere(&mut self, known: &mut Known, name: &Arc<str>, value: &UniformValue) {
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
            for Uniform { name, value, .. } in
                bindings.uniforms().filter(|uniform| uniform.name.ends_with(']'))
            {
                self.send(name, value);
            }
        }
    }
}
