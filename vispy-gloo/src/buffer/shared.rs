//! What vertex and index buffers have in common.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytemuck::Pod;

use crate::command::{Command, ObjectKind};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::object::Object;
use crate::payload::Payload;

/// A buffer object and its size.
#[derive(Debug)]
pub(crate) struct BufferShared {
    pub(crate) object: Arc<Object>,
    size_bytes: AtomicU64,
}

impl BufferShared {
    pub(crate) fn new(kind: ObjectKind) -> Arc<Self> {
        Arc::new(Self { object: Object::new(kind), size_bytes: AtomicU64::new(0) })
    }

    pub(crate) fn size_bytes(&self) -> u64 {
        self.size_bytes.load(Ordering::Relaxed)
    }

    /// Replaces size and contents; uploads that were waiting are dropped.
    pub(crate) fn set(&self, data: Payload) {
        let id = self.object.id();
        let size_bytes = data.len() as u64;
        let resize = self.size_bytes.swap(size_bytes, Ordering::Relaxed) != size_bytes;
        let superseded = move |waiting: &Command| {
            matches!(waiting, Command::BufferData { .. })
                || (resize && matches!(waiting, Command::BufferSize { .. }))
        };
        if resize {
            self.object.replace(Command::BufferSize { id, size_bytes }, superseded);
        }
        if size_bytes > 0 {
            self.object.replace(Command::BufferData { id, offset_bytes: 0, data }, |waiting| {
                matches!(waiting, Command::BufferData { .. })
            });
        }
    }

    /// Gives the buffer a size; contents are undefined.
    pub(crate) fn resize(&self, size_bytes: u64) {
        self.size_bytes.store(size_bytes, Ordering::Relaxed);
        let command = Command::BufferSize { id: self.object.id(), size_bytes };
        self.object.replace(command, |waiting| {
            matches!(waiting, Command::BufferSize { .. } | Command::BufferData { .. })
        });
    }

    fn check_range(&self, offset_bytes: u64, length_bytes: u64) -> Result<()> {
        let end = offset_bytes.checked_add(length_bytes);
        if end.is_some_and(|end| end <= self.size_bytes()) {
            return Ok(());
        }
        Err(Error::Shape {
            what: format!("writing to {}", self.object.described()),
            expected: format!("a range inside its {} bytes", self.size_bytes()),
            found: format!("{length_bytes} bytes at byte {offset_bytes}"),
        })
    }

    pub(crate) fn set_range(&self, offset_bytes: u64, data: Payload) -> Result<()> {
        self.check_range(offset_bytes, data.len() as u64)?;
        if data.is_empty() {
            return Ok(());
        }
        if offset_bytes == 0 && data.len() as u64 == self.size_bytes() {
            self.set(data);
            return Ok(());
        }
        self.object.push(Command::BufferData { id: self.object.id(), offset_bytes, data });
        Ok(())
    }

    pub(crate) fn write_now<T: Pod>(&self, ctx: &mut Context, offset_bytes: u64, data: &[T]) -> Result<()> {
        let bytes: &[u8] = bytemuck::cast_slice(data);
        self.check_range(offset_bytes, bytes.len() as u64)?;
        ctx.adopt(&self.object)?;
        ctx.write_buffer_now(self.object.id(), offset_bytes, bytes)
    }
}
