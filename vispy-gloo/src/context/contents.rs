//! What is kept of the contents of a retained object: in the end the whole of it, not each change that there ever was.

use std::collections::BTreeMap;

use super::ledger::Entry;
use crate::command::Command;
use crate::payload::Payload;
use crate::texture::{Region, TextureFormat, TextureKind};

/// As many changes are kept one by one.
const MOST_CHANGES: usize = 256;
/// Changes may take as often the memory of the object itself. What they are folded into takes twice as much at most: the
/// levels as they were when smaller ones were computed from them, and as they are.
const MOST_SIZES: u64 = 3;

impl Entry {
    /// Keeps a command that fills the object.
    pub(super) fn keep(&mut self, command: &Command) {
        if matches!(command, Command::TextureMipmaps { .. }) {
            // All levels but the first are computed anew.
            self.contents.retain(|earlier| matches!(earlier, Command::TextureData { level: 0, .. }));
        } else {
            // Smaller levels were computed from what was there at that time.
            let computed = self.contents.iter().rposition(is_computed).map_or(0, |place| place + 1);
            let mut place = 0;
            self.contents.retain(|earlier| {
                place += 1;
                place <= computed || !command.overwrites(earlier)
            });
        }
        self.contents.push(command.clone());
        if self.contents.len() > MOST_CHANGES || self.retained_bytes() > self.bytes.saturating_mul(MOST_SIZES)
        {
            self.fold();
        }
    }

    /// Makes one write of all to the buffer, or to a level, that follow each other.
    fn fold(&mut self) {
        let changes = std::mem::take(&mut self.contents);
        for run in changes.split_inclusive(is_computed) {
            let (writes, computed) = match run.split_last() {
                Some((last, writes)) if is_computed(last) => (writes, Some(last)),
                _ => (run, None),
            };
            match self.whole(writes) {
                Some(whole) => self.contents.extend(whole),
                None => self.contents.extend_from_slice(writes),
            }
            self.contents.extend(computed.cloned());
        }
    }

    /// What such writes amount to; nothing where they do not fit into the object. What none of them writes is 0.
    fn whole(&self, writes: &[Command]) -> Option<Vec<Command>> {
        let storage = self.making.iter().find_map(|command| match command {
            Command::TextureStorage { format, size, .. } => Some((*format, *size)),
            _ => None,
        });
        let mut buffer = None;
        let mut levels = BTreeMap::new();
        for write in writes {
            match write {
                Command::BufferData { id, offset_bytes, data } => {
                    let (_, bytes) = buffer
                        .get_or_insert_with(|| (*id, vec![0_u8; usize::try_from(self.bytes).unwrap_or(0)]));
                    let first = usize::try_from(*offset_bytes).ok()?;
                    bytes.get_mut(first..first.checked_add(data.len())?)?.copy_from_slice(data.bytes());
                }
                Command::TextureData { id, level, region, data } => {
                    let (format, size) = storage?;
                    let size = TextureKind::of(self.kind)?.level_size(size, *level);
                    let all = Region::all(size).texels().checked_mul(format.texel_bytes() as u64)?;
                    let (_, _, texels) = levels
                        .entry(*level)
                        .or_insert_with(|| (*id, size, vec![0_u8; usize::try_from(all).unwrap_or(0)]));
                    put(texels, size, format, *region, data.bytes())?;
                }
                _ => return None,
            }
        }
        let buffer =
            buffer.map(|(id, bytes)| Command::BufferData { id, offset_bytes: 0, data: Payload::new(bytes) });
        let levels = levels.into_iter().map(|(level, (id, size, texels))| Command::TextureData {
            id,
            level,
            region: Region::all(size),
            data: Payload::new(texels),
        });
        Some(buffer.into_iter().chain(levels).collect())
    }
}

fn is_computed(command: &Command) -> bool {
    matches!(command, Command::TextureMipmaps { .. })
}

/// Writes the texels of a region into those of a whole image; nothing where they are not inside.
fn put(image: &mut [u8], size: [u32; 3], format: TextureFormat, region: Region, texels: &[u8]) -> Option<()> {
    if region.is_empty() {
        return Some(());
    }
    if !region.fits(size) {
        return None;
    }
    let [origin, part, size] =
        [region.origin, region.size, size].map(|sides| sides.map(|side| side as usize));
    let texel_bytes = format.texel_bytes();
    let row_bytes = part[0] * texel_bytes;
    for (row, bytes) in texels.chunks_exact(row_bytes).enumerate() {
        let (y, z) = (origin[1] + row % part[1], origin[2] + row / part[1]);
        let first = ((z * size[1] + y) * size[0] + origin[0]) * texel_bytes;
        image.get_mut(first..first + row_bytes)?.copy_from_slice(bytes);
    }
    Some(())
}
