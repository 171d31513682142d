//! Preparing and drawing an image in a view.

use glam::{DAffine2, DVec2};
use vispy_gloo::{DrawCall, Program, Rect, State, Texture2D, Topology};

use super::data::colormap_texture;
use super::{Image, Interpolation, programs};
use crate::color::Colormap;
use crate::device::{FilteredDraw, Row, RowHandle};
use crate::error::{Error, Result};
use crate::view::MadeFor;
use crate::visual::{Bounds, DrawContext};

/// Samples along a side of a pixel, at most, where texels are smaller than pixels.
const MOST_SAMPLES: f64 = 8.0;
/// Samples along a side of a pixel, at least, where edges of texels are not edges of pixels.
const TURNED_SAMPLES: f64 = 4.0;

/// The image on the GPU.
#[derive(Debug)]
pub(super) struct Uploaded {
    texture: Texture2D,
    data_revision: u64,
    /// As the shader takes them.
    limits: [f32; 2],
    /// The revision of the image that they are of.
    limits_revision: u64,
    colormap: Option<(Colormap, Texture2D)>,
}

/// What an image keeps for a view.
#[derive(Debug)]
pub(super) struct Prepared {
    row: RowHandle,
    program: Program,
    filtered: FilteredDraw,
    variant: programs::Variant,
    area: Rect,
    samples: i32,
    made_for: MadeFor,
}

impl Image {
    pub(super) fn prepare_view(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        self.upload()?;
        let mut views = std::mem::take(&mut self.views);
        let prepared = views.get_or_try_insert(cx.view.id, || {
            let row = cx.device.rows.allocate();
            let variant = programs::Variant::new(&self.data, self.style.interpolation, 1.0);
            let program = cx.program(programs::spec(variant)?)?;
            Ok(Prepared {
                row,
                program,
                filtered: FilteredDraw::default(),
                variant,
                area: Rect::default(),
                samples: 1,
                made_for: MadeFor::default(),
            })
        });
        let result = prepared.and_then(|prepared| self.update(prepared, cx));
        self.views = views;
        result
    }

    fn upload(&mut self) -> Result<()> {
        if self.texture.as_ref().is_none_or(|known| known.data_revision != self.data_revision) {
            let colormap = self.texture.take().and_then(|known| known.colormap);
            let (texture, data_revision) = (self.data.texture()?, self.data_revision);
            // Limits of no revision, so that they are found anew.
            let (limits, limits_revision) = ([0.0, 1.0], u64::MAX);
            self.texture = Some(Uploaded { texture, data_revision, limits, limits_revision, colormap });
        }
        if let Some(known) = &mut self.texture
            && known.limits_revision != self.revision
        {
            known.limits = self.data.gpu_limits(self.style.limits);
            known.limits_revision = self.revision;
        }
        let scalar = self.data.is_scalar();
        if let Some(known) = &mut self.texture
            && scalar
            && known.colormap.as_ref().is_none_or(|(colormap, _)| *colormap != self.style.colormap)
        {
            let texture = colormap_texture(&self.style.colormap)?;
            known.colormap = Some((self.style.colormap.clone(), texture));
        }
        Ok(())
    }

    fn update(&self, prepared: &mut Prepared, cx: &mut DrawContext<'_>) -> Result<()> {
        if prepared.made_for.is(cx.view, self.revision) {
            return Ok(());
        }
        let Some(pixels_from_visual) = cx.view.affine() else {
            let expected = "an affine transform";
            let found = "one that bends lines or spaces them unevenly, such as that of a log axis";
            return Err(Error::data("view of an image", expected, found));
        };
        let [first, last] = self.extent;
        let size = DVec2::new(f64::from(self.data.width()), f64::from(self.data.height()));
        let visual_from_texels = DAffine2::from_scale_angle_translation((last - first) / size, 0.0, first);
        let pixels_from_texels = pixels_from_visual * visual_from_texels;
        let corners = [DVec2::ZERO, DVec2::new(size.x, 0.0), DVec2::new(0.0, size.y), size];
        let corners = corners.map(|corner| pixels_from_texels.transform_point2(corner));
        prepared.area = cx.view.pixels_within(Bounds::of_points(corners), 0.0);
        let texels_from_pixels = pixels_from_texels.inverse();
        let matrix = texels_from_pixels.matrix2;
        let Rect { x, y, .. } = prepared.area;
        let base = texels_from_pixels.transform_point2(DVec2::new(f64::from(x), f64::from(y)));
        if !matrix.is_finite() || !base.is_finite() {
            // Squeezed to nothing: no pixel shows it.
            prepared.area = Rect::default();
        }
        // From the nearest corner of a texel: close to it, where edges are seen, a float is finest.
        let whole = base.round();
        let fraction = base - whole;
        let reduced = matrix.x_axis.length().max(matrix.y_axis.length());
        // What rounding adds to a pixel that is as wide as a texel is no reduction.
        let variant = programs::Variant::new(&self.data, self.style.interpolation, reduced - 1e-9);
        if prepared.variant != variant {
            prepared.program = cx.program(programs::spec(variant)?)?;
            prepared.filtered.clear();
            prepared.variant = variant;
        }
        let least = if cx.view.keeps_axes() { 1.0 } else { TURNED_SAMPLES };
        prepared.samples = match self.style.interpolation {
            Interpolation::Nearest | Interpolation::Linear => 1,
            Interpolation::Kernel(_) if reduced <= 1.0 + 1e-9 => 1,
            _ => reduced.ceil().clamp(least, MOST_SAMPLES) as i32,
        };
        let row = Row {
            params: matrix.to_cols_array().map(|v| v as f32),
            more: [whole.x, whole.y, fraction.x, fraction.y].map(|v| v as f32),
            ..Row::default()
        };
        cx.device.rows.set(&prepared.row, row);
        prepared.made_for.set(cx.view, self.revision);
        Ok(())
    }

    pub(super) fn draw_view(&mut self, cx: &mut DrawContext<'_>) -> Result<()> {
        let limits = self.limits();
        let (Some(prepared), Some(uploaded)) = (self.views.get_mut(cx.view.id), &self.texture) else {
            return Ok(());
        };
        if prepared.area.is_empty() {
            return Ok(());
        }
        let spec = programs::spec(prepared.variant)?;
        let program = match prepared.filtered.update(cx, spec, prepared.row.index(), limits)? {
            Some(filtered) => {
                cx.device.upload_filters(cx.ctx)?;
                filtered
            }
            None => &mut prepared.program,
        };
        cx.device.bind(program, cx.view.target)?;
        let Rect { x, y, width, height } = prepared.area;
        let [left, bottom] = [x as f32, y as f32];
        program.set_uniform("u_box", [left, bottom, left + width as f32, bottom + height as f32])?;
        program.set_uniform("u_row", prepared.row.index() as i32)?;
        program.set_uniform("u_samples", prepared.samples)?;
        program.set_uniform("u_opacity", cx.view.opacity)?;
        program.set_texture("u_image", &uploaded.texture)?;
        if prepared.variant.is_scalar() {
            program.set_uniform("u_limits", uploaded.limits)?;
            if let Some((_, colormap)) = &uploaded.colormap {
                program.set_texture("u_colormap", colormap)?;
            }
        }
        let state = State { scissor: Some(prepared.area), ..State::TRANSLUCENT };
        let target = cx.view.target;
        cx.context_past_filters()?.draw(program, target, state, DrawCall::new(Topology::Triangles, 0..6))?;
        Ok(())
    }
}
