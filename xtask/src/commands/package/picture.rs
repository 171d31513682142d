//! Pictures that the projects leave, and what has to be on them.

use std::fs;
use std::io::BufReader;
use std::path::Path;

use crate::failure::{Failure, Outcome};

/// Rows of RGB pixels, the first at the top.
#[derive(PartialEq, Eq)]
pub(super) struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Reads the file in which an X server without a screen keeps its pixels: a header of 32-bit numbers, high byte first,
    /// then rows of blue, green, red, unused.
    pub(super) fn of_screen(path: &Path) -> Outcome<Self> {
        let broken = || Failure::new(format!("{}: not a picture of 32 bits a pixel", path.display()));
        let file = fs::read(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        let number = |index: usize| -> Option<usize> {
            let bytes = file.get(index * 4..index * 4 + 4)?;
            Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
        };
        let header = [0, 4, 5, 12, 19].map(number);
        let [Some(start), Some(width), Some(height), Some(row_bytes), Some(colors)] = header else {
            return Err(broken());
        };
        let pixels = file.get(start + colors * 12..).ok_or_else(broken)?;
        let rows = pixels.chunks_exact(row_bytes.max(1)).take(height);
        let pixels: Vec<_> = rows
            .flat_map(|row| row.chunks_exact(4).take(width).map(|bgr| [bgr[2], bgr[1], bgr[0]]))
            .collect();
        if pixels.len() == width * height { Ok(Self { width, pixels }) } else { Err(broken()) }
    }

    /// Reads a PNG of RGB or RGBA bytes; what is transparent is left out.
    pub(super) fn of_png(path: &Path) -> Outcome<Self> {
        let failed = |error: &dyn std::fmt::Display| Failure::new(format!("{}: {error}", path.display()));
        let file = fs::File::open(path).map_err(|error| failed(&error))?;
        let mut reader =
            png::Decoder::new(BufReader::new(file)).read_info().map_err(|error| failed(&error))?;
        let mut bytes = vec![0; reader.output_buffer_size().ok_or_else(|| failed(&"too large"))?];
        let info = reader.next_frame(&mut bytes).map_err(|error| failed(&error))?;
        let samples = info.color_type.samples();
        if samples < 3 {
            return Err(failed(&"neither RGB nor RGBA"));
        }
        let pixels = bytes[..info.buffer_size()].chunks_exact(samples).map(|rgb| [rgb[0], rgb[1], rgb[2]]);
        Ok(Self { width: info.width as usize, pixels: pixels.collect() })
    }

    /// Writes a PNG.
    pub(super) fn save(&self, path: &Path) -> Outcome {
        let failed = |error: &dyn std::fmt::Display| Failure::new(format!("{}: {error}", path.display()));
        let file = fs::File::create(path).map_err(|error| failed(&error))?;
        let height = self.pixels.len() / self.width.max(1);
        let mut encoder = png::Encoder::new(file, self.width as u32, height as u32);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().map_err(|error| failed(&error))?;
        writer.write_image_data(self.pixels.as_flattened()).map_err(|error| failed(&error))
    }

    /// The pixel at a place counted from the upper left corner; black outside.
    pub(super) fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels.get(y * self.width + x).copied().unwrap_or_default()
    }

    /// How many pixels differ by more than a little from the one in the upper left corner.
    pub(super) fn inked(&self) -> usize {
        let background = self.pixel(0, 0);
        let differs = |pixel: &&[u8; 3]| pixel.iter().zip(background).any(|(a, b)| a.abs_diff(b) > 8);
        self.pixels.iter().filter(differs).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_is_what_differs_from_the_corner() {
        let mut pixels = vec![[255; 3]; 20];
        pixels[7] = [0, 0, 255];
        pixels[8] = [250, 250, 250];
        let picture = Picture { width: 5, pixels };
        assert_eq!(picture.inked(), 1);
        assert_eq!(picture.pixel(2, 1), [0, 0, 255]);
        assert_eq!(picture.pixel(2, 100), [0; 3]);
    }
}
