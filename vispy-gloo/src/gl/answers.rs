//! Answers that the GPU owes: pixels, bytes of buffers, queries and fences.
//!
//! Nothing waits for the GPU: pixels and bytes are copied into a buffer of their own behind a fence, and are looked at once
//! the fence is passed.

use glow::HasContext as _;

use super::{Gl, enums, gl_i32};
use crate::caps::Api;
use crate::error::{Error, Result};
use crate::id::{ObjectId, ReplyId};
use crate::interpreter::Reply;
use crate::query::QueryKind;
use crate::read::{Pixels, ReadFormat};
use crate::state::Rect;
use crate::target::RenderTarget;

/// An answer that has not come.
pub(super) struct Owed {
    reply: ReplyId,
    what: What,
}

enum What {
    /// Copied pixels; the fence comes after the copy.
    Pixels {
        copy: Copied,
        rect: Rect,
        format: ReadFormat,
    },
    Bytes(Copied),
    Query(glow::Query),
    Fence(glow::Fence),
}

/// A buffer with a copy, and the fence behind it.
struct Copied {
    buffer: glow::Buffer,
    size_bytes: i32,
    fence: glow::Fence,
}

impl Gl {
    fn out_of_memory(feature: &str) -> impl FnOnce(String) -> Error {
        let feature = feature.to_owned();
        move |reason| Error::Unsupported {
            feature,
            requires: format!("memory or a working context: {reason}"),
        }
    }

    fn fence_now(&self) -> Result<glow::Fence> {
        // SAFETY: G1.
        let fence = unsafe { self.gl.fence_sync(glow::SYNC_GPU_COMMANDS_COMPLETE, 0) };
        fence.map_err(Self::out_of_memory("a fence"))
    }

    /// A buffer of that size, bound to `target`, which is `PIXEL_PACK_BUFFER` or `COPY_WRITE_BUFFER`.
    fn landing_place(&self, target: u32, size_bytes: i32) -> Result<glow::Buffer> {
        // SAFETY: G1, G2.
        unsafe {
            let buffer = self.gl.create_buffer().map_err(Self::out_of_memory("a buffer for an answer"))?;
            self.gl.bind_buffer(target, Some(buffer));
            self.gl.buffer_data_size(target, size_bytes, glow::STREAM_READ);
            Ok(buffer)
        }
    }

    pub(super) fn ask_pixels(
        &mut self,
        source: RenderTarget,
        rect: Rect,
        format: ReadFormat,
        reply: ReplyId,
    ) -> Result<()> {
        self.check_read(source, rect)?;
        let (width, height) = (gl_i32(rect.width)?, gl_i32(rect.height)?);
        let size_bytes = gl_i32(rect.area().saturating_mul(format.pixel_bytes() as u64))?;
        let (external, kind) = enums::read_format(format);
        self.bind_target(source, "READ_PIXELS")?;
        let buffer = self.landing_place(glow::PIXEL_PACK_BUFFER, size_bytes)?;
        // SAFETY: G1, G2, G3: the buffer has room for the rows without padding, as `invalidate` has set it.
        unsafe {
            let into = glow::PixelPackData::BufferOffset(0);
            self.gl.read_pixels(rect.x, rect.y, width, height, external, kind, into);
            self.gl.bind_buffer(glow::PIXEL_PACK_BUFFER, None);
        }
        let copy = Copied { buffer, size_bytes, fence: self.fence_now()? };
        self.owed.push(Owed { reply, what: What::Pixels { copy, rect, format } });
        Ok(())
    }

    pub(super) fn ask_bytes(
        &mut self,
        id: ObjectId,
        offset_bytes: u64,
        size_bytes: u64,
        reply: ReplyId,
    ) -> Result<()> {
        let source = self.buffer(id, "READ_BUFFER")?;
        let (offset, size_bytes) = (gl_i32(offset_bytes)?, gl_i32(size_bytes)?);
        let buffer = self.landing_place(glow::COPY_WRITE_BUFFER, size_bytes)?;
        // SAFETY: G1, G2, G3: OpenGL checks the range against the size of the source.
        unsafe {
            self.gl.bind_buffer(glow::COPY_READ_BUFFER, Some(source.name));
            let (from, to) = (glow::COPY_READ_BUFFER, glow::COPY_WRITE_BUFFER);
            self.gl.copy_buffer_sub_data(from, to, offset, 0, size_bytes);
            self.gl.bind_buffer(glow::COPY_READ_BUFFER, None);
            self.gl.bind_buffer(glow::COPY_WRITE_BUFFER, None);
        }
        let copy = Copied { buffer, size_bytes, fence: self.fence_now()? };
        self.owed.push(Owed { reply, what: What::Bytes(copy) });
        Ok(())
    }

    pub(super) fn begin_query(&mut self, kind: QueryKind, reply: ReplyId) -> Result<()> {
        let there = self.caps.queries && (kind != QueryKind::Time || self.caps.timer_queries);
        if !there || self.open_queries.iter().any(|(open, _)| *open == kind) {
            return Err(Error::Unsupported {
                feature: format!("a query of {kind:?}"),
                requires: "a driver with such queries, and the one before to be over".to_owned(),
            });
        }
        // SAFETY: G1, G2.
        let query = unsafe {
            let query = self.gl.create_query().map_err(Self::out_of_memory("a query"))?;
            self.gl.begin_query(enums::query(kind), query);
            query
        };
        self.open_queries.push((kind, Owed { reply, what: What::Query(query) }));
        Ok(())
    }

    pub(super) fn end_query(&mut self, kind: QueryKind) {
        let Some(place) = self.open_queries.iter().position(|(open, _)| *open == kind) else { return };
        // SAFETY: G1, G2: it was begun.
        unsafe { self.gl.end_query(enums::query(kind)) };
        let (_, owed) = self.open_queries.swap_remove(place);
        self.owed.push(owed);
    }

    pub(super) fn ask_fence(&mut self, reply: ReplyId) -> Result<()> {
        let fence = self.fence_now()?;
        self.owed.push(Owed { reply, what: What::Fence(fence) });
        Ok(())
    }

    /// Gives the answers that have come, or all after waiting for them.
    pub(super) fn collect_answers(&mut self, wait: bool, replies: &mut Vec<Reply>) {
        if self.owed.is_empty() {
            return;
        }
        if wait {
            // SAFETY: G1.
            unsafe { self.gl.finish() };
        } else {
            // What was never sent is never done.
            // SAFETY: G1.
            unsafe { self.gl.flush() };
        }
        let mut left = Vec::new();
        for owed in std::mem::take(&mut self.owed) {
            // A browser passes no fence before the program has returned to it; reading too early waits.
            let is_copy = matches!(owed.what, What::Pixels { .. } | What::Bytes(_));
            if (wait && is_copy) || self.has_come(&owed.what) {
                replies.push(self.take_answer(owed));
            } else {
                left.push(owed);
            }
        }
        self.owed = left;
    }

    fn has_come(&self, what: &What) -> bool {
        // SAFETY: G1, G2.
        unsafe {
            match what {
                What::Pixels { copy: Copied { fence, .. }, .. }
                | What::Bytes(Copied { fence, .. })
                | What::Fence(fence) => self.gl.get_sync_status(*fence) == glow::SIGNALED,
                What::Query(query) => {
                    self.gl.get_query_parameter_u32(*query, glow::QUERY_RESULT_AVAILABLE) != 0
                }
            }
        }
    }

    fn take_answer(&self, Owed { reply, what }: Owed) -> Reply {
        match what {
            What::Pixels { copy, rect, format } => {
                let data = self.take_copy(&copy);
                let pixels = Pixels { width: rect.width, height: rect.height, format, data };
                Reply::Pixels { reply, pixels }
            }
            What::Bytes(copy) => Reply::Bytes { reply, data: self.take_copy(&copy) },
            What::Query(query) => {
                // SAFETY: G1, G2: the query is over.
                let value = unsafe {
                    let value = match self.caps.api {
                        Api::Gl => self.gl.get_query_parameter_u64(query, glow::QUERY_RESULT),
                        _ => self.gl.get_query_parameter_u32(query, glow::QUERY_RESULT).into(),
                    };
                    self.gl.delete_query(query);
                    value
                };
                Reply::Query { reply, value }
            }
            What::Fence(fence) => {
                // SAFETY: G1, G2.
                unsafe { self.gl.delete_sync(fence) };
                Reply::Fence { reply }
            }
        }
    }

    /// The bytes of a copy, which is freed.
    fn take_copy(&self, copy: &Copied) -> Vec<u8> {
        let mut data = vec![0; copy.size_bytes as usize];
        let target = glow::COPY_READ_BUFFER;
        // SAFETY: G1, G2, G3: `data` is as long as the buffer.
        unsafe {
            self.gl.bind_buffer(target, Some(copy.buffer));
            self.read_bound(target, &mut data);
            self.gl.bind_buffer(target, None);
            self.gl.delete_buffer(copy.buffer);
            self.gl.delete_sync(copy.fence);
        }
        data
    }

    /// Reads the buffer that is bound. OpenGL ES can only map buffers.
    #[cfg(not(target_family = "wasm"))]
    fn read_bound(&self, target: u32, data: &mut [u8]) {
        if data.is_empty() {
            return;
        }
        // SAFETY: G1, G3: the buffer is as long as `data`, and stays mapped while it is read; a null pointer is not read.
        unsafe {
            let mapped = self.gl.map_buffer_range(target, 0, data.len() as i32, glow::MAP_READ_BIT);
            if !mapped.is_null() {
                std::ptr::copy_nonoverlapping(mapped, data.as_mut_ptr(), data.len());
                self.gl.unmap_buffer(target);
            }
        }
    }

    /// Reads the buffer that is bound. WebGL cannot map buffers.
    #[cfg(target_family = "wasm")]
    fn read_bound(&self, target: u32, data: &mut [u8]) {
        // SAFETY: G1, G3: the buffer is as long as `data`.
        unsafe { self.gl.get_buffer_sub_data(target, 0, data) };
    }

    /// Frees what belongs to answers that nobody will get.
    pub(super) fn forget_answers(&mut self) {
        let open = self.open_queries.drain(..).map(|(_, owed)| owed);
        for owed in self.owed.drain(..).chain(open) {
            // SAFETY: G1, G2.
            unsafe {
                match owed.what {
                    What::Pixels { copy, .. } | What::Bytes(copy) => {
                        self.gl.delete_buffer(copy.buffer);
                        self.gl.delete_sync(copy.fence);
                    }
                    What::Query(query) => self.gl.delete_query(query),
                    What::Fence(fence) => self.gl.delete_sync(fence),
                }
            }
        }
    }
}
