//! Counting what is done.

use super::Context;
use crate::command::Command;

/// What was done since the counters were last taken, or in one frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stats {
    /// Commands executed.
    pub commands: u64,
    /// Draws.
    pub draws: u64,
    /// Programs linked.
    pub links: u64,
    /// Programs that are not linked yet, at the time of asking: nobody has waited for them, and the driver may still compile.
    pub pending_links: u64,
    /// Uploads to buffers and textures.
    pub uploads: u64,
    /// Bytes of these uploads.
    pub upload_bytes: u64,
    /// Uploads that were never made, because others overwrote them before their first use.
    pub redundant_uploads: u64,
    /// Uniforms that were set.
    pub uniforms: u64,
    /// Draws with another program than the one before.
    pub programs: u64,
    /// Draws with other state or another target than the one before.
    pub state_changes: u64,
}

impl Stats {
    /// What was done between two counts.
    fn since(self, earlier: Self) -> Self {
        Self {
            commands: self.commands - earlier.commands,
            draws: self.draws - earlier.draws,
            links: self.links - earlier.links,
            pending_links: self.pending_links,
            uploads: self.uploads - earlier.uploads,
            upload_bytes: self.upload_bytes - earlier.upload_bytes,
            redundant_uploads: self.redundant_uploads - earlier.redundant_uploads,
            uniforms: self.uniforms - earlier.uniforms,
            programs: self.programs - earlier.programs,
            state_changes: self.state_changes - earlier.state_changes,
        }
    }
}

/// Counts from the beginning of a context, and what they were at earlier times.
#[derive(Debug, Default)]
pub(super) struct Counters {
    total: Stats,
    taken: Stats,
    frame_start: Stats,
    frame: Stats,
}

impl Counters {
    pub(super) fn count(&mut self, command: &Command) {
        match command {
            Command::Uniform { .. } => return self.uniform(),
            // Draws are counted where they are compared with the one before.
            Command::Draw(_) => return,
            _ => {}
        }
        let free =
            matches!(command, Command::Frame { .. } | Command::Delete { .. } | Command::InvalidateState);
        self.total.commands += u64::from(!free);
        match command {
            Command::LinkProgram { .. } => self.total.links += 1,
            Command::BufferData { data, .. } | Command::TextureData { data, .. } => self.upload(data.len()),
            _ => {}
        }
    }

    pub(super) fn uniform(&mut self) {
        self.total.commands += 1;
        self.total.uniforms += 1;
    }

    /// Counts a draw, and what it has other than the one before: `programs` and `state_changes` are 0 or 1.
    pub(super) fn draw(&mut self, programs: u64, state_changes: u64) {
        self.total.commands += 1;
        self.total.draws += 1;
        self.total.programs += programs;
        self.total.state_changes += state_changes;
    }

    pub(super) fn upload(&mut self, bytes: usize) {
        self.total.uploads += 1;
        self.total.upload_bytes += bytes as u64;
    }

    pub(super) fn redundant(&mut self, uploads: u64) {
        self.total.redundant_uploads += uploads;
    }

    pub(super) fn end_frame(&mut self, pending_links: u64) {
        self.total.pending_links = pending_links;
        self.frame = self.total.since(self.frame_start);
        self.frame_start = self.total;
    }
}

impl Context {
    /// What was done since the last call.
    pub fn take_stats(&mut self) -> Stats {
        self.stats.total.pending_links = self.pending_links();
        let since = self.stats.total.since(self.stats.taken);
        self.stats.taken = self.stats.total;
        since
    }

    /// What was done in the last whole frame, up to [`end_frame`](Self::end_frame).
    #[must_use]
    pub fn frame_stats(&self) -> Stats {
        self.stats.frame
    }
}
