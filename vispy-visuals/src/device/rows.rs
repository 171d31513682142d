//! Per-visual values as rows of one float texture, so that visuals of one structure share one program and no uniform.

use std::sync::{Arc, Mutex, PoisonError};

use vispy_gloo::{Context, Rect, Result, Texture2D, TextureFormat};

use super::dirty::Dirty;

/// Texels of a row.
const ROW_TEXELS: u32 = 4;
/// Rows of the first texture.
const FIRST_CAPACITY: u32 = 64;
/// Unchanged rows between two changed ones up to which all are uploaded at once.
const UPLOAD_GAP: u32 = 64;

/// Values of one visual in one view. The meaning of `params` and `more` is the visual's own.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Default, bytemuck::Pod, bytemuck::Zeroable)]
pub struct Row {
    /// Premultiplied colour, opacity included.
    pub color: [f32; 4],
    /// A second premultiplied colour, such as a border's.
    pub second_color: [f32; 4],
    /// Four numbers, such as widths in physical pixels.
    pub params: [f32; 4],
    /// Four more.
    pub more: [f32; 4],
}

/// Names a row; dropping it frees the row.
#[derive(Debug)]
pub struct RowHandle {
    index: u32,
    free: Arc<Mutex<Vec<u32>>>,
}

impl RowHandle {
    /// Index of the row, as vertices carry it.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.index
    }
}

impl Drop for RowHandle {
    fn drop(&mut self) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(self.index);
    }
}

/// All rows of a context, and the texture that holds them.
#[derive(Debug, Default)]
pub struct Rows {
    rows: Vec<Row>,
    free: Arc<Mutex<Vec<u32>>>,
    dirty: Dirty,
    texture: Option<Texture2D>,
}

impl Rows {
    /// A new row; all zero until set.
    pub fn allocate(&mut self) -> RowHandle {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let index = free.unwrap_or_else(|| {
            self.rows.push(Row::default());
            // Each row is 64 bytes: memory ends long before u32 does.
            (self.rows.len() - 1) as u32
        });
        RowHandle { index, free: self.free.clone() }
    }

    /// Sets a row. Setting the same values again costs nothing; a handle of another device sets nothing.
    pub fn set(&mut self, handle: &RowHandle, row: Row) {
        if !Arc::ptr_eq(&self.free, &handle.free) {
            return;
        }
        let Some(known) = self.rows.get_mut(handle.index as usize) else { return };
        if *known != row {
            *known = row;
            self.dirty.add(handle.index..handle.index + 1);
        }
    }

    /// The texture; `None` before the first upload.
    #[must_use]
    pub fn texture(&self) -> Option<&Texture2D> {
        self.texture.as_ref()
    }

    pub(super) fn upload(&mut self, ctx: &mut Context) -> Result<()> {
        let len = self.rows.len() as u32;
        // A texture may be no power of two, and a device may not have the next one.
        let needed = len.next_power_of_two().max(FIRST_CAPACITY).min(ctx.caps().max_texture_size).max(len);
        let texture = match &self.texture {
            Some(texture) => texture,
            None => {
                let texture = Texture2D::empty(TextureFormat::Rgba32F, ROW_TEXELS, needed)?;
                self.dirty.set_all(len);
                self.texture.insert(texture.with_label("rows of visuals"))
            }
        };
        if texture.size()[1] < needed {
            texture.resize(ROW_TEXELS, needed)?;
            self.dirty.set_all(len);
        }
        for range in self.dirty.drain(UPLOAD_GAP) {
            let rect = Rect::new(0, range.start as i32, ROW_TEXELS, range.end - range.start);
            texture.write_now(ctx, rect, &self.rows[range.start as usize..range.end as usize])?;
        }
        Ok(())
    }
}
