//! Colours of whole pictures.

/// Turns premultiplied RGBA bytes, as canvases have them, into straight ones, as picture files have them.
///
/// ```
/// let mut half_red = [128, 0, 0, 128, 255, 255, 255, 255];
/// vispy_visuals::color::unpremultiply(&mut half_red);
/// assert_eq!(half_red, [255, 0, 0, 128, 255, 255, 255, 255]);
/// ```
pub fn unpremultiply(rgba: &mut [u8]) {
    for pixel in rgba.chunks_exact_mut(4).filter(|pixel| !matches!(pixel[3], 0 | 255)) {
        let alpha = u32::from(pixel[3]);
        for channel in &mut pixel[..3] {
            let straight = (u32::from(*channel) * 255 + alpha / 2) / alpha;
            *channel = straight.min(255) as u8;
        }
    }
}
