//! How much memory objects take.

use std::fmt;

use super::Context;
use crate::command::ObjectKind;

/// How many objects of a kind there are, and what they take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Objects.
    pub objects: u64,
    /// Bytes of GPU memory that were asked for; drivers may round them up.
    pub bytes: u64,
}

/// How much memory the objects of a context take, by kind. Programs, vertex arrays and frame buffers are counted, but
/// what they take is the driver's secret.
///
/// ```
/// use vispy_gloo::{Context, ObjectKind, Rect, Texture2D, TextureFormat};
///
/// let (mut ctx, _recording) = Context::recorder();
/// let picture = Texture2D::empty(TextureFormat::Rgba8, 320, 200)?;
/// picture.write_now(&mut ctx, Rect::new(0, 0, 1, 1), &[0_u8; 4])?;
/// let memory = ctx.memory();
/// assert_eq!(memory.of(ObjectKind::Texture2D).bytes, 320 * 200 * 4);
/// assert_eq!(memory.to_string(), "2D texture: 1, 256000 bytes\nall: 1, 256000 bytes");
/// # Ok::<(), vispy_gloo::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    kinds: Vec<(ObjectKind, Usage)>,
    /// Bytes on the CPU that bring retained objects back after the context was lost.
    pub retained_bytes: u64,
}

impl Memory {
    /// Objects of one kind.
    #[must_use]
    pub fn of(&self, kind: ObjectKind) -> Usage {
        self.kinds.iter().find(|(known, _)| *known == kind).map_or_else(Usage::default, |(_, usage)| *usage)
    }

    /// The kinds of which there are objects.
    pub fn kinds(&self) -> impl Iterator<Item = (ObjectKind, Usage)> {
        self.kinds.iter().copied()
    }

    /// All objects together.
    #[must_use]
    pub fn total(&self) -> Usage {
        self.kinds.iter().fold(Usage::default(), |total, (_, usage)| Usage {
            objects: total.objects + usage.objects,
            bytes: total.bytes + usage.bytes,
        })
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, Usage { objects, bytes }) in &self.kinds {
            writeln!(f, "{kind}: {objects}, {bytes} bytes")?;
        }
        let Usage { objects, bytes } = self.total();
        write!(f, "all: {objects}, {bytes} bytes")
    }
}

impl Context {
    /// How much memory the objects of this context, and of those it shares them with, take. What was dropped counts until the next flush, what was not used
    /// yet does not.
    #[must_use]
    pub fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        for (_, entry) in self.shared.ledger.borrow().entries() {
            let place = memory.kinds.iter().position(|(kind, _)| *kind == entry.kind).unwrap_or_else(|| {
                memory.kinds.push((entry.kind, Usage::default()));
                memory.kinds.len() - 1
            });
            let usage = &mut memory.kinds[place].1;
            usage.objects += 1;
            usage.bytes += entry.bytes;
            memory.retained_bytes += entry.retained_bytes();
        }
        memory.kinds.sort_by_key(|(kind, _)| *kind as u8);
        memory
    }
}
