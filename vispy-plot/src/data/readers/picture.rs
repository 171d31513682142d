//! Pictures: PNG and JPEG.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageReader};

use super::{ImageData, Progress, not_readable};
use crate::data::Column;
use crate::error::Error;

/// Reads a picture and turns it the way its orientation tag says.
pub(super) fn read(path: &Path, file: File, progress: &mut dyn Progress) -> Result<ImageData, Error> {
    let reader = ImageReader::new(BufReader::new(file));
    let mut decoder = reader
        .with_guessed_format()
        .map_err(|source| not_readable(path, source))?
        .into_decoder()
        .map_err(|error| broken(path, error))?;
    // A picture without a readable orientation is shown as it is stored.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| broken(path, error))?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    progress.fraction(1.0);
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let (channels, values) = match picture {
        DynamicImage::ImageLuma8(pixels) => (1, Column::from(pixels.into_raw())),
        DynamicImage::ImageRgb8(pixels) => (3, Column::from(pixels.into_raw())),
        DynamicImage::ImageRgba8(pixels) => (4, Column::from(pixels.into_raw())),
        DynamicImage::ImageLuma16(pixels) => (1, Column::from(pixels.into_raw())),
        DynamicImage::ImageRgb16(pixels) => (3, Column::from(pixels.into_raw())),
        DynamicImage::ImageRgba16(pixels) => (4, Column::from(pixels.into_raw())),
        DynamicImage::ImageRgb32F(pixels) => (3, Column::from(pixels.into_raw())),
        DynamicImage::ImageRgba32F(pixels) => (4, Column::from(pixels.into_raw())),
        // Grey with alpha: as colours, without losing bits.
        DynamicImage::ImageLumaA16(_) => (4, Column::from(picture.into_rgba16().into_raw())),
        _ => (4, Column::from(picture.into_rgba8().into_raw())),
    };
    Ok(ImageData { width, height, channels, values })
}

fn broken(path: &Path, error: ImageError) -> Error {
    match error {
        ImageError::IoError(source) if source.kind() != std::io::ErrorKind::UnexpectedEof => {
            // Decoders report their own findings as input errors too; only those of the system name a code.
            match source.raw_os_error() {
                Some(_) => not_readable(path, source),
                None => reason(path, &source.to_string()),
            }
        }
        ImageError::IoError(_) => reason(path, "the file ends too early"),
        error => reason(path, &error.to_string()),
    }
}

fn reason(path: &Path, reason: &str) -> Error {
    let line = reason.lines().next().unwrap_or_default().trim().into();
    Error::Broken { path: path.into(), format: "picture", reason: line }
}
