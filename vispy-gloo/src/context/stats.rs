//! Counting what is done.

use crate::command::Command;

/// What was done since the counters were last taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Commands executed.
    pub commands: u64,
    /// Draws.
    pub draws: u64,
    /// Programs linked.
    pub links: u64,
    /// Uploads to buffers and textures.
    pub uploads: u64,
    /// Bytes of these uploads.
    pub upload_bytes: u64,
}

impl Stats {
    pub(super) fn count(&mut self, command: &Command) {
        match command {
            Command::Draw(_) => self.draws += 1,
            Command::LinkProgram { .. } => self.links += 1,
            Command::BufferData { data, .. } | Command::TextureData { data, .. } => self.upload(data.len()),
            _ => {}
        }
    }

    pub(super) fn upload(&mut self, bytes: usize) {
        self.uploads += 1;
        self.upload_bytes += bytes as u64;
    }
}
