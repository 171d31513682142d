//! PNG files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Picture;
use crate::error::Error;

const METRES_PER_INCH: f64 = 0.0254;

pub(super) fn write(path: &Path, picture: &Picture, dpi: f64) -> Result<(), Error> {
    let failed = |source: io::Error| Error::Write { path: path.to_owned(), source };
    let file = BufWriter::new(File::create(path).map_err(failed)?);
    let mut encoder = encoder(file, picture.width, picture.height);
    let dots_per_metre = (dpi / METRES_PER_INCH).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: dots_per_metre,
        yppu: dots_per_metre,
        unit: png::Unit::Meter,
    }));
    encode_with(encoder, &picture.rgba).map_err(|error| match error {
        png::EncodingError::IoError(source) => failed(source),
        other => failed(io::Error::other(other)),
    })
}

/// A picture of RGBA bytes as a PNG file in memory.
pub(super) fn encode(width: u32, height: u32, rgba: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    encode_with(encoder(&mut file, width, height), rgba)?;
    Ok(file)
}

fn encoder<W: Write>(file: W, width: u32, height: u32) -> png::Encoder<'static, W> {
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder
}

fn encode_with<W: Write>(encoder: png::Encoder<'_, W>, rgba: &[u8]) -> Result<(), png::EncodingError> {
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgba)?;
    writer.finish()
}
