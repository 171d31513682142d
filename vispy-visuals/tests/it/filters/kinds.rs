//! The filters in plain numbers.

use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::filters::{
    Alpha, ClipPlanes, ColorFilter, Coordinate, Filters, Isoline, PickingId, Plane, RectClip, ZColormap,
};
use vispy_visuals::glam::{DMat4, DVec2, DVec4, Mat4, Vec4};
use vispy_visuals::{Bounds, View};

use super::SIZE;

/// The filters that there are, each with the same in plain numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Alpha,
    Color,
    Planes,
    Rect,
    ZColormap,
    Isoline,
    PickingId,
}

pub(super) const KINDS: [Kind; 7] =
    [Kind::Alpha, Kind::Color, Kind::Planes, Kind::Rect, Kind::ZColormap, Kind::Isoline, Kind::PickingId];

/// Columns.
const MATRIX: [f64; 16] = [0.2, 0.7, 0.1, 0.0, 0.5, 0.1, 0.3, 0.0, -0.3, 0.2, 0.6, 0.0, 0.1, 0.0, -0.2, 0.75];
const OFFSET: [f64; 4] = [0.1, 0.0, 0.2, 0.0];
const RECT: Bounds = Bounds { min: DVec2::new(2.2, 1.7), max: DVec2::new(9.3, 10.1) };
const PLANES: [Plane; 3] = [
    Plane { point: DVec2::new(2.0, 3.0), normal: DVec2::new(1.0, 0.4) },
    Plane { point: DVec2::new(9.5, 9.0), normal: DVec2::new(-3.0, -0.1) },
    Plane { point: DVec2::new(6.0, 2.0), normal: DVec2::new(0.2, 5.0) },
];
const LEVELS: [f64; 3] = [2.0, 5.0, 6.5];
const LINE_PX: f64 = 1.6;

impl Kind {
    pub(super) fn attach(self, filters: Filters, position: i32) -> Filters {
        let f32s = |values: &[f64]| values.iter().map(|value| *value as f32).collect::<Vec<_>>();
        match self {
            Self::Alpha => filters.with_at(position, Alpha::new(0.4).unwrap()),
            Self::Color => {
                let matrix = Mat4::from_cols_slice(&f32s(&MATRIX));
                let offset = Vec4::from_slice(&f32s(&OFFSET));
                filters.with_at(position, ColorFilter::new(matrix, offset).unwrap())
            }
            Self::Planes => filters.with_at(position, ClipPlanes::new(PLANES).unwrap()),
            Self::Rect => filters.with_at(position, RectClip::new(RECT).unwrap()),
            Self::ZColormap => {
                let map = ZColormap::new(Coordinate::X, Colormap::default(), [1.0, 11.0]).unwrap();
                filters.with_at(position, map)
            }
            Self::Isoline => {
                let lines = Isoline::new(LEVELS).unwrap().with_color(line_color());
                filters.with_at(position, lines.with_width(LINE_PX as f32).unwrap())
            }
            Self::PickingId => filters.with_at(position, PickingId::new(0x0a_14_1e).unwrap()),
        }
    }

    /// The colour of a pixel, given what it was; `None` where rounding may decide otherwise.
    pub(super) fn apply(self, color: DVec4, view: &View, pixel: DVec2) -> Option<DVec4> {
        let back = view.affine().unwrap().inverse();
        let at = back.transform_point2(pixel);
        Some(match self {
            Self::Alpha => color * 0.4,
            Self::Color if color.w <= 0.0 => DVec4::ZERO,
            Self::Color => {
                let straight = (color.truncate() / color.w).extend(color.w);
                let changed = DMat4::from_cols_array(&MATRIX) * straight + DVec4::from(OFFSET);
                let changed = changed.clamp(DVec4::ZERO, DVec4::ONE);
                (changed.truncate() * changed.w).extend(changed.w)
            }
            Self::Planes => {
                let inside = PLANES.map(|Plane { point, normal }| {
                    // A pixel away from the line, its place along the normal differs by the length of this.
                    let step = back.matrix2.transpose() * normal;
                    (0.5 + normal.dot(at - point) / step.length()).clamp(0.0, 1.0)
                });
                color * inside.into_iter().fold(1.0, f64::min)
            }
            Self::Rect => {
                let inside = [0, 1].map(|axis| {
                    let step = back.matrix2.row(axis).length();
                    let part = |side: f64| (0.5 + (at[axis] - side) / step).clamp(0.0, 1.0);
                    part(RECT.min[axis]) - part(RECT.max[axis])
                });
                color * inside[0] * inside[1]
            }
            Self::ZColormap => {
                // The colours of this direction stand a pixel apart, counted from the middle of the clip rectangle.
                let direction = back.matrix2.row(0).normalize();
                let middle = DVec2::splat(f64::from(SIZE) / 2.0);
                let reach = direction.abs().dot(middle);
                let step = 2.0 * reach / (2.0 * reach).ceil();
                let place = (direction.dot(pixel - middle) + reach) / step;
                if (place - place.round()).abs() < 1e-4 {
                    return None;
                }
                let there = pixel + direction * (place.floor() + 0.5 - place) * step;
                let t = (back.transform_point2(there).x - 1.0) / 10.0;
                let near = |t: f64| (t * 256.0 - (t * 256.0).round()).abs() < 1e-6;
                if near(t) || near(t - 1.0) {
                    return None;
                }
                DVec4::from(Colormap::default().map(t).premultiplied().map(f64::from)) * color.w
            }
            // Values of `image()` are 10 at the right of column 10, 0 at the left of column 0, but for half a texel.
            Self::Isoline => {
                let value = at.x.clamp(0.5, 11.5) - 0.5;
                let flat = !(0.5..11.5).contains(&at.x);
                let step = back.matrix2.row(0).length();
                let away = LEVELS.map(|level| (value - level).abs() / step);
                let half = LINE_PX / 2.0;
                let cover = |away: f64| ((away + 0.5).min(half) - (away - 0.5).max(-half)).clamp(0.0, 1.0);
                let cover = if flat { 0.0 } else { away.map(cover).into_iter().fold(0.0, f64::max) };
                let line = DVec4::from(line_color().premultiplied().map(f64::from)) * cover;
                color * (1.0 - line.w) + line * color.w
            }
            Self::PickingId if (color.w - 0.5).abs() < 1e-5 => return None,
            Self::PickingId if color.w >= 0.5 => DVec4::new(30.0, 20.0, 10.0, 255.0) / 255.0,
            Self::PickingId => DVec4::ZERO,
        })
    }
}

fn line_color() -> Color {
    Color::rgb(0.9, 0.2, 0.1).with_alpha(0.8)
}
