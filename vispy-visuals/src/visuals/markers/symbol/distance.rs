//! Signed distances on the CPU: for picking, vector graphics and tests.
//!
//! Each is the formula of the snippet of the same name in `shaders/lib/markers`, in double precision, which tests of
//! pictures compare pixel by pixel. A point is in half sizes of the marker, y up; a distance is negative inside.

use glam::DVec2;

use super::Symbol;

const fn at(x: f64, y: f64) -> DVec2 {
    DVec2::new(x, y)
}

/// Outlines of what is the same above and below the x axis: from the axis to the axis.
const ARROW: [DVec2; 5] = [at(1.0, 0.0), at(0.0, 1.0), at(0.0, 0.4), at(-1.0, 0.4), at(-1.0, 0.0)];
const TAILED_ARROW: [DVec2; 5] = [at(1.0, 0.0), at(0.1, 0.9), at(0.1, 0.4), at(-1.0, 0.4), at(-0.6, 0.0)];
const CHEVRON: [DVec2; 4] = [at(0.85, 0.0), at(-0.15, 1.0), at(-0.85, 1.0), at(0.15, 0.0)];
const TAG: [DVec2; 4] = [at(-1.0, 0.0), at(-0.45, 0.6), at(1.0, 0.6), at(1.0, 0.0)];
/// Outlines of what is the same on both sides of the y axis.
const TRIANGLE_UP: [DVec2; 3] = [at(0.0, 1.0), at(1.0, -1.0), at(0.0, -1.0)];
const TRIANGLE_DOWN: [DVec2; 3] = [at(0.0, -1.0), at(1.0, 1.0), at(0.0, 1.0)];
const STAR: [DVec2; 6] = [
    at(0.0, 1.0),
    at(0.224_513_99, 0.309_016_99),
    at(0.951_056_52, 0.309_016_99),
    at(0.363_271_26, -0.118_033_99),
    at(0.587_785_25, -0.809_016_99),
    at(0.0, -0.381_966_01),
];
const CLUB_STEM: [DVec2; 3] = [at(0.0, 0.5), at(0.4, -1.0), at(0.0, -1.0)];
const SPADE_STEM: [DVec2; 3] = [at(0.0, 0.4), at(0.4, -1.0), at(0.0, -1.0)];

impl Symbol {
    /// Signed distance from the symbol's outline.
    pub(in crate::visuals) fn distance(self, p: DVec2) -> f64 {
        let level = |p: DVec2| at(p.x, p.y.abs());
        let upright = |p: DVec2| at(p.x.abs(), p.y);
        match self {
            Self::Disc => p.length() - 1.0,
            Self::Ring => (p.length() - 0.75).abs() - 0.25,
            Self::Square => sharp_box(p, DVec2::ONE),
            Self::Vbar => sharp_box(p, at(1.0 / 3.0, 1.0)),
            Self::Hbar => sharp_box(p, at(1.0, 1.0 / 3.0)),
            Self::Cross => crossed_bars(p, 1.0 / 3.0),
            Self::CrossLines => crossed_bars(p, 0.125),
            Self::X => {
                let q = eighth_turn(p);
                round_box(q, at(1.114_213_56, 0.3)).min(round_box(q, at(0.3, 1.114_213_56)))
            }
            Self::Diamond => polygon(p.abs(), &[DVec2::X, DVec2::Y]),
            Self::Arrow => polygon(level(p), &ARROW),
            Self::TailedArrow => polygon(level(p), &TAILED_ARROW),
            Self::Chevron => polygon(level(p), &CHEVRON),
            Self::Tag => polygon(level(p), &TAG),
            Self::TriangleUp => polygon(upright(p), &TRIANGLE_UP),
            Self::TriangleDown => polygon(upright(p), &TRIANGLE_DOWN),
            Self::Star => polygon(upright(p), &STAR),
            Self::Asterisk => asterisk(upright(p)),
            Self::Clobber => {
                let p = upright(p);
                (p - at(0.0, 0.43)).length().min((p - at(0.372_390_92, -0.215)).length()) - 0.57
            }
            Self::Clover => ((p.abs() - 0.4).length() - 0.55).min(p.length() - 0.35),
            Self::Club => {
                let p = upright(p);
                let leaves = (p - at(0.0, 0.47)).length().min((p - at(0.46, -0.2)).length()) - 0.53;
                leaves.min(polygon(p, &CLUB_STEM))
            }
            Self::Heart => {
                let p = at(p.x.abs(), p.y + 0.914_213_56);
                heart(p, 0.585_786_44, at(0.414_213_56, 1.242_640_69))
            }
            Self::Spade => {
                let leaf = heart(at(p.x.abs(), 1.0 - p.y), 0.48, at(0.339_411_25, 1.018_233_76));
                leaf.min(polygon(upright(p), &SPADE_STEM))
            }
            Self::Pin => pin(at(p.x.abs(), p.y + 1.0)),
            Self::Infinity => (at(p.x.abs() - 0.45, p.y).length() - 0.4).abs() - 0.15,
            Self::Ellipse => {
                let q = p / at(1.0, 0.5);
                let radius = q.length();
                let scale = if radius > 0.0 { radius / (q / at(1.0, 0.5)).length() } else { 0.5 };
                scale * (radius - 1.0)
            }
        }
    }
}

/// A rectangle whose corners stay sharp at any distance.
fn sharp_box(p: DVec2, half_size: DVec2) -> f64 {
    (p.abs() - half_size).max_element()
}

/// A rectangle, in straight lines.
fn round_box(p: DVec2, half_size: DVec2) -> f64 {
    let beyond = p.abs() - half_size;
    beyond.max(DVec2::ZERO).length() + beyond.max_element().min(0.0)
}

fn crossed_bars(p: DVec2, half_width: f64) -> f64 {
    sharp_box(p, at(1.0, half_width)).min(sharp_box(p, at(half_width, 1.0)))
}

/// In axes that are turned by 45 degrees.
fn eighth_turn(p: DVec2) -> DVec2 {
    at(p.x + p.y, p.y - p.x) * std::f64::consts::FRAC_1_SQRT_2
}

fn asterisk(p: DVec2) -> f64 {
    let (sin, cos) = 30_f64.to_radians().sin_cos();
    let rising = at(cos * p.x + sin * p.y, cos * p.y - sin * p.x);
    let falling = at(cos * p.x - sin * p.y, cos * p.y + sin * p.x);
    let bar = at(1.0, 0.15);
    sharp_box(p, at(0.15, 1.0)).min(sharp_box(rising, bar)).min(sharp_box(falling, bar))
}

/// A square on its tip, which is the origin, and a disc on each upper side; `half` is half of the side.
fn heart(p: DVec2, half: f64, disc: DVec2) -> f64 {
    round_box(eighth_turn(p) - half, DVec2::splat(half)).min((p - disc).length() - half)
}

/// From the tip.
fn pin(p: DVec2) -> f64 {
    let (sin, cos) = (3.0 / 7.0, 40_f64.sqrt() / 7.0);
    let from_center = p - at(0.0, 1.4);
    let along = p.dot(at(sin, cos));
    let outline = if along < 0.0 {
        p.length()
    } else if along > 1.4 * cos {
        from_center.length() - 0.6
    } else {
        p.dot(at(cos, -sin))
    };
    outline.max(0.25 - from_center.length())
}

/// Half of a polygon, of which the point is on the same side of the axis.
pub(in crate::visuals) fn polygon(p: DVec2, outline: &[DVec2]) -> f64 {
    let (mut nearest, mut inside) = (f64::INFINITY, false);
    for pair in outline.windows(2) {
        let (along, offset) = (pair[1] - pair[0], p - pair[0]);
        let t = (offset.dot(along) / along.length_squared()).clamp(0.0, 1.0);
        nearest = nearest.min((offset - along * t).length_squared());
        let spans = (pair[0].y > p.y) != (pair[1].y > p.y);
        inside ^= spans && offset.x < along.x * offset.y / along.y;
    }
    if inside { -nearest.sqrt() } else { nearest.sqrt() }
}
