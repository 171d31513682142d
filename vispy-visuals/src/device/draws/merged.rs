//! Draws of one program and state as one, and the index buffers that this takes.

use std::ops::Range;

use vispy_gloo::{Context, DrawCall, IndexBuffer, Program, RenderTarget, Result, State, Topology};

/// Vertices of a range from which on it is drawn by itself: a draw then costs less than indices do.
const LONG_RANGE: u32 = 4096;

/// What draws have in common that may become one.
#[derive(Debug)]
pub(super) struct Key<'a> {
    pub(super) program: &'a Program,
    pub(super) topology: Topology,
    pub(super) target: RenderTarget,
    pub(super) state: State,
}

/// Draws of one key, in order.
#[derive(Debug)]
pub(in crate::device) struct Merged {
    pub(in crate::device) program: Program,
    topology: Topology,
    pub(in crate::device) target: RenderTarget,
    state: State,
    ranges: Vec<Range<u32>>,
}

impl Merged {
    pub(super) fn takes(&self, key: &Key<'_>) -> bool {
        self.program.is_instance_of(key.program)
            && (self.topology, self.target, self.state) == (key.topology, key.target, key.state)
    }

    /// Appends vertices; what follows the last ones becomes one range with them.
    pub(super) fn push(&mut self, range: Range<u32>) {
        match self.ranges.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.ranges.push(range),
        }
    }
}

/// A list of [`Merged`] that keeps its memory.
#[derive(Debug, Default)]
pub(in crate::device) struct MergedList {
    list: Vec<Merged>,
    live: usize,
}

impl MergedList {
    pub(in crate::device) fn live(&self) -> &[Merged] {
        &self.list[..self.live]
    }

    pub(super) fn get_mut(&mut self, index: usize) -> &mut Merged {
        &mut self.list[index]
    }

    /// At least as many as there have been since it was last cleared.
    pub(super) fn most(&self) -> usize {
        self.list.len()
    }

    /// Appends one without vertices, and says where it is.
    pub(super) fn begin(&mut self, key: &Key<'_>) -> usize {
        let Key { program, topology, target, state } = *key;
        match self.list.get_mut(self.live) {
            Some(old) => {
                if !old.program.is_instance_of(program) {
                    old.program = program.instance();
                }
                (old.topology, old.target, old.state) = (topology, target, state);
                old.ranges.clear();
            }
            None => {
                let program = program.instance();
                self.list.push(Merged { program, topology, target, state, ranges: Vec::new() });
            }
        }
        self.live += 1;
        self.live - 1
    }

    pub(super) fn clear(&mut self) {
        self.live = 0;
    }
}

/// A draw as it was given to the context in the last frame.
#[derive(Debug)]
struct Run {
    program: Program,
    /// Present where several ranges are drawn at once.
    indices: Option<(Vec<Range<u32>>, IndexBuffer)>,
}

/// The draws of a frame, kept so that the next one need not make their indices again.
#[derive(Debug, Default)]
pub(in crate::device) struct Runs {
    runs: Vec<Run>,
    /// How many the current frame has had.
    next: usize,
}

impl Runs {
    /// Begins a frame. What the last one did not need is dropped.
    pub(super) fn begin_frame(&mut self) {
        self.runs.truncate(self.next);
        self.next = 0;
    }

    /// Draws; `bind` gives a program what it reads.
    pub(in crate::device) fn draw(
        &mut self,
        ctx: &mut Context,
        merged: &Merged,
        mut bind: impl FnMut(&mut Program) -> Result<()>,
    ) -> Result<()> {
        let mut waiting = &merged.ranges[..];
        while let Some(first) = waiting.first() {
            let is_long = |range: &Range<u32>| range.len() as u32 >= LONG_RANGE;
            let short = waiting.iter().position(is_long).unwrap_or(waiting.len());
            let (now, rest) = waiting.split_at(short.max(1));
            waiting = rest;
            let (program, vertices) = match now {
                [_] => (self.plain(&merged.program), first.clone()),
                ranges => self.indexed(&merged.program, ranges)?,
            };
            bind(program)?;
            ctx.draw(program, merged.target, merged.state, DrawCall::new(merged.topology, vertices))?;
        }
        Ok(())
    }

    /// The next run without indices.
    fn plain(&mut self, program: &Program) -> &mut Program {
        let run = self.take(program, false);
        &mut run.program
    }

    /// The next run with indices of some ranges, and how many indices there are.
    fn indexed(&mut self, program: &Program, ranges: &[Range<u32>]) -> Result<(&mut Program, Range<u32>)> {
        let Run { program, indices } = self.take(program, true);
        let all = || ranges.iter().cloned().flatten().collect::<Vec<u32>>();
        let buffer = match indices {
            Some((known, buffer)) => {
                if known != ranges {
                    buffer.set(all())?;
                    known.clear();
                    known.extend_from_slice(ranges);
                }
                buffer
            }
            None => {
                let buffer = IndexBuffer::new(all()).with_label("vertices of merged draws");
                &mut indices.insert((ranges.to_vec(), buffer)).1
            }
        };
        program.set_indices(Some(buffer));
        let len = buffer.len() as u32;
        Ok((program, 0..len))
    }

    /// The next run, as it was in the last frame if that is of use.
    fn take(&mut self, program: &Program, indexed: bool) -> &mut Run {
        let index = self.next;
        self.next += 1;
        if index == self.runs.len() {
            self.runs.push(Run { program: program.instance(), indices: None });
        }
        let run = &mut self.runs[index];
        if !run.program.is_instance_of(program) || run.indices.is_some() != indexed {
            *run = Run { program: program.instance(), indices: None };
        }
        run
    }
}
