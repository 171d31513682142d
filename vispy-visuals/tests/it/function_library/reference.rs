//! What the function library should give, in double precision, from definitions.

use vispy_visuals::glam::{DMat3, DVec3};

pub(super) fn rgb(a: [f64; 4], channel: fn(f64) -> f64) -> [f64; 4] {
    [channel(a[0]), channel(a[1]), channel(a[2]), 0.0]
}

pub(super) fn decode(c: f64) -> f64 {
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

pub(super) fn encode(c: f64) -> f64 {
    if c <= 0.003_130_8 { c * 12.92 } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 }
}

pub(super) fn luminance(a: [f64; 4]) -> f64 {
    0.2126 * decode(a[0]) + 0.7152 * decode(a[1]) + 0.0722 * decode(a[2])
}

pub(super) fn hsv([r, g, b, _]: [f64; 4]) -> [f64; 4] {
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let range = high - low;
    // The angle of a hexagon: which channel leads, and where the middle one stands between it and the last.
    let sixth = if high == r {
        (g - b) / range
    } else if high == g {
        2.0 + (b - r) / range
    } else {
        4.0 + (r - g) / range
    };
    [(sixth / 6.0).rem_euclid(1.0), range / high, high, 0.0]
}

pub(super) fn hsl(a: [f64; 4]) -> [f64; 4] {
    let (high, low) = (a[0].max(a[1]).max(a[2]), a[0].min(a[1]).min(a[2]));
    let saturation =
        if high + low < 1.0 { (high - low) / (high + low) } else { (high - low) / (2.0 - high - low) };
    [hsv(a)[0], saturation, (high + low) / 2.0, 0.0]
}

/// As the definition has it: six sectors.
pub(super) fn sector(hue: f64, chroma: f64, least: f64) -> [f64; 4] {
    let sixth = hue * 6.0;
    let middle = chroma * (1.0 - (sixth.rem_euclid(2.0) - 1.0).abs());
    let [r, g, b] = match sixth as u32 % 6 {
        0 => [chroma, middle, 0.0],
        1 => [middle, chroma, 0.0],
        2 => [0.0, chroma, middle],
        3 => [0.0, middle, chroma],
        4 => [middle, 0.0, chroma],
        _ => [chroma, 0.0, middle],
    };
    [r + least, g + least, b + least, 0.0]
}

pub(super) fn from_hsv([h, s, v, _]: [f64; 4]) -> [f64; 4] {
    sector(h, v * s, v - v * s)
}

pub(super) fn from_hsl([h, s, l, _]: [f64; 4]) -> [f64; 4] {
    let chroma = (1.0 - (2.0 * l - 1.0).abs()) * s;
    sector(h, chroma, l - chroma / 2.0)
}

/// XYZ of linear sRGB, from where its primaries and its white stand in the diagram of CIE 1931.
pub(super) fn xyz_from_rgb() -> DMat3 {
    let xyz = |x: f64, y: f64| DVec3::new(x / y, 1.0, (1.0 - x - y) / y);
    let primaries = DMat3::from_cols(xyz(0.64, 0.33), xyz(0.3, 0.6), xyz(0.15, 0.06));
    let shares = primaries.inverse() * white();
    primaries * DMat3::from_diagonal(shares)
}

pub(super) fn white() -> DVec3 {
    DVec3::new(0.3127 / 0.3290, 1.0, (1.0 - 0.3127 - 0.3290) / 0.3290)
}

pub(super) fn lab(a: [f64; 4]) -> [f64; 4] {
    let share = xyz_from_rgb() * DVec3::new(decode(a[0]), decode(a[1]), decode(a[2])) / white();
    let delta = 6.0_f64 / 29.0;
    let f = |t: f64| if t > delta.powi(3) { t.cbrt() } else { t / (3.0 * delta * delta) + 4.0 / 29.0 };
    let [x, y, z] = share.to_array().map(f);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z), 0.0]
}

/// Some of these colours are beyond sRGB: the straight part of its curve goes on.
pub(super) fn from_lab(lab: [f64; 4]) -> [f64; 4] {
    let fy = (lab[0] + 16.0) / 116.0;
    let delta = 6.0_f64 / 29.0;
    let back = |f: f64| if f > delta { f.powi(3) } else { 3.0 * delta * delta * (f - 4.0 / 29.0) };
    let xyz = DVec3::new(back(fy + lab[1] / 500.0), back(fy), back(fy - lab[2] / 200.0)) * white();
    let [r, g, b] = (xyz_from_rgb().inverse() * xyz).to_array().map(encode);
    [r, g, b, 0.0]
}

/// Oklab's two matrices, by rows, as published.
pub(super) fn ok_matrices() -> [DMat3; 2] {
    let cones = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    let lab = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    [cones, lab].map(|rows| DMat3::from_cols_array_2d(&rows).transpose())
}

pub(super) fn oklab(a: [f64; 4]) -> [f64; 4] {
    let [cones, lab] = ok_matrices();
    let found = cones * DVec3::new(decode(a[0]), decode(a[1]), decode(a[2]));
    let [l, a, b] = (lab * found.map(f64::cbrt)).to_array();
    [l, a, b, 0.0]
}

pub(super) fn from_oklab(ok: [f64; 3]) -> [f64; 4] {
    let [cones, lab] = ok_matrices();
    let found = lab.inverse() * DVec3::from(ok);
    let [r, g, b] = (cones.inverse() * found.powf(3.0)).to_array().map(encode);
    [r, g, b, 0.0]
}

pub(super) fn unit([x, y, z, _]: [f64; 4]) -> DVec3 {
    DVec3::new(x, y, z).normalize()
}

const EYE: DVec3 = DVec3::new(0.6, 0.0, 0.8);

pub(super) fn phong(normal: DVec3, to_light: DVec3) -> f64 {
    let mirrored = -to_light.reject_from(normal) + to_light.project_onto(normal);
    if normal.dot(to_light) > 0.0 { mirrored.dot(EYE).max(0.0).powi(5) } else { 0.0 }
}

pub(super) fn blinn(normal: DVec3, to_light: DVec3) -> f64 {
    let halfway = (to_light + EYE).normalize();
    if normal.dot(to_light) > 0.0 { normal.dot(halfway).max(0.0).powi(20) } else { 0.0 }
}

pub(super) fn lit(surface: [f64; 4], shares: [f64; 4]) -> [f64; 4] {
    let light = [1.0, 0.5, 0.25].map(decode);
    let channel = |i: usize| {
        encode(light[i] * (decode(surface[i]) * (shares[0] + shares[1]) + shares[2]).min(1.0 / light[i]))
    };
    [channel(0), channel(1), channel(2), surface[3]]
}

pub(super) fn hash(seed: u32) -> u32 {
    let state = seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let word = ((state >> ((state >> 28) + 4)) ^ state).wrapping_mul(277_803_737);
    (word >> 22) ^ word
}

/// The length of what two intervals share.
pub(super) fn overlap(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[1].min(b[1]) - a[0].max(b[0])).max(0.0)
}

pub(super) fn fill(distance: f64) -> f64 {
    overlap([distance - 0.5, distance + 0.5], [-9.0, 0.0])
}

pub(super) fn stroke(distance: f64, half: f64) -> f64 {
    overlap([distance - 0.5, distance + 0.5], [-half, half])
}

pub(super) fn outlined(distance: f64, face: [f64; 4]) -> [f64; 4] {
    let (inside, edge) = (fill(distance), stroke(distance, 0.75));
    let face = [face[0] * face[3], face[1] * face[3], face[2] * face[3], face[3]];
    let line = [0.5, 0.25, 0.0, 0.5];
    [0, 1, 2, 3].map(|i| line[i] * edge + face[i] * inside * (1.0 - 0.5 * edge))
}
