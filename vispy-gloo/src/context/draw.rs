//! Turning a draw into commands.

use std::ops::Range;

use super::states::same_state;
use super::{Context, keep_first};
use crate::command::{Command, DrawCommand, Topology};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::object::changes;
use crate::program::Program;
use crate::state::State;
use crate::target::RenderTarget;

/// After that many commands draws execute what waits, so that the queue does not grow without end.
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

    /// How many vertices (or indices) and instances the buffers must hold.
    pub(crate) fn wanted(self) -> (u64, u64) {
        (u64::from(self.first) + u64::from(self.count), u64::from(self.instances))
    }

    /// Draws that many instances. Default: 1.
    ///
    /// The first is always number 0: OpenGL ES 3.0 and WebGL 2 have no base instance, so there is none here. Give the first
    /// as a uniform, or keep the instances of each draw in a buffer of their own.
    #[must_use]
    pub fn with_instances(mut self, instances: u32) -> Self {
        self.instances = instances;
        self
    }
}

/// What a draw needs to know of its program.
pub(super) struct Prepared {
    pub(super) program: ObjectId,
    pub(super) vertex_array: Option<ObjectId>,
    /// Whether it is to be drawn at once.
    at_once: bool,
}

impl Context {
    /// Draws: at once where that is faster (OpenGL on this machine), else with the next [`flush`](Self::flush), which also
    /// returns what goes wrong then. Nothing is drawn when the call has no vertices or no instances. Uniforms that were never set are
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
        let Prepared { program: id, vertex_array, at_once } = self.prepare(program, call)?;
        let indices = program.bindings.index_type();
        match &mut self.last_draw {
            // A frame has thousands of draws in the same state: it stays where it is.
            Some(last) if at_once && *last.state == state => {
                self.stats.draw(u64::from(last.program != id), u64::from(last.target != target));
                (last.program, last.vertex_array, last.target) = (id, vertex_array, target);
                (last.topology, last.indices) = (call.topology, indices);
                (last.first, last.count, last.instances) = (call.first, call.count, call.instances);
                if let Err(error) = self.interpreter.draw(last) {
                    keep_first(&mut self.failed, error);
                }
            }
            _ => {
                let draw = DrawCommand {
                    program: id,
                    vertex_array,
                    target,
                    state: self.states.share(&state),
                    topology: call.topology,
                    first: call.first,
                    count: call.count,
                    instances: call.instances,
                    indices,
                };
                self.draw_otherwise(draw, at_once);
            }
        }
        Ok(())
    }

    /// Draws in another state than before, or when the queue is executed.
    #[inline(never)]
    fn draw_otherwise(&mut self, draw: DrawCommand, at_once: bool) {
        if at_once {
            self.count_draw(&draw);
            if let Err(error) = self.interpreter.draw(&draw) {
                keep_first(&mut self.failed, error);
            }
            return;
        }
        self.queue.push(Command::Draw(draw));
        if self.queue.len() >= LONGEST_QUEUE {
            self.execute_queue();
        }
    }

    /// Counts a draw, which is the one before from now on.
    pub(super) fn count_draw(&mut self, draw: &DrawCommand) {
        let last = self.last_draw.as_ref();
        let same_program = last.is_some_and(|last| last.program == draw.program);
        let same_state =
            last.is_some_and(|last| same_state(&last.state, &draw.state) && last.target == draw.target);
        self.stats.draw(u64::from(!same_program), u64::from(!same_state));
        if !(same_program && same_state) {
            self.last_draw = Some(draw.clone());
        }
    }

    /// Whether draws and uniforms are executed as they are made; what waits in the queue is executed before.
    #[inline(always)]
    pub(super) fn begins_at_once(&mut self) -> bool {
        self.enter();
        if !self.draws_at_once || self.capture.is_some() {
            return false;
        }
        if !self.queue.is_empty() {
            self.execute_queue();
        }
        true
    }

    /// Checks a program's values and sends what differs from what the driver has.
    #[inline(always)]
    pub(super) fn prepare(&mut self, program: &mut Program, call: DrawCall) -> Result<Prepared> {
        let Some((id, vertex_array)) = program.bindings.ready(&self.home, changes(), call.wanted()) else {
            return self.prepare_anew(program, call);
        };
        if program.bindings.has_new_textures {
            self.take_textures(program)?;
        }
        let at_once = self.begins_at_once();
        if at_once {
            self.send_at_once(id, &mut program.bindings);
        } else {
            self.send_uniforms(id, &mut program.bindings, false);
        }
        Ok(Prepared { program: id, vertex_array, at_once })
    }

    /// Looks at the textures of a program that is ready but for them.
    fn take_textures(&mut self, program: &mut Program) -> Result<()> {
        for (_, texture) in program.bindings.textures() {
            texture.check_caps(&self.caps)?;
            texture.object.adopt(&self.shared.home, &mut self.queue)?;
        }
        self.refuse_lost(program)?;
        program.bindings.has_new_textures = false;
        Ok(())
    }

    /// The same for a program that was not drawn with before, or changed since, or whose objects have.
    #[inline(never)]
    fn prepare_anew(&mut self, program: &mut Program, call: DrawCall) -> Result<Prepared> {
        let changes = changes();
        let id = program.linked.object.id();
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
            object.adopt(&self.shared.home, &mut self.queue)?;
        }
        self.refuse_lost(program)?;
        program.bindings.has_new_textures = false;
        let at_once = self.begins_at_once();
        self.send_uniforms(id, &mut program.bindings, at_once);
        let array = program.bindings.vertex_array(id, &self.home);
        if let Some(object) = array {
            object.adopt(&self.home, &mut self.queue)?;
        }
        let vertex_array = array.map(|object| object.id());
        program.bindings.set_ready(&self.home, changes, (id, vertex_array));
        Ok(Prepared { program: id, vertex_array, at_once: self.begins_at_once() })
    }
}

fn check_capacity(program: &Program, call: DrawCall) -> Result<()> {
    let (vertices, instances) = program.bindings.capacity();
    let (first, second) = call.wanted();
    let checks = [("vertices", vertices, first), ("instances", instances, second)];
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
