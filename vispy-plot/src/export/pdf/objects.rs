//! Objects of PDF files: numbers, compressed streams, pictures.

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::{Filter, Finish as _, Name, Pdf, Ref};
use vispy_visuals::vector::Raster;

/// How much time is spent on making streams small, 0 to 10.
const COMPRESSION: u8 = 6;

/// Gives objects their numbers.
#[derive(Debug, Default)]
pub(super) struct Refs(i32);

impl Refs {
    pub(super) fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// Writes bytes, compressed.
pub(super) fn stream(pdf: &mut Pdf, id: Ref, bytes: &[u8]) {
    pdf.stream(id, &compress_to_vec_zlib(bytes, COMPRESSION)).filter(Filter::FlateDecode);
}

/// Writes a picture, its alpha as another one, and returns what it is called by.
pub(super) fn picture(pdf: &mut Pdf, refs: &mut Refs, raster: &Raster) -> Ref {
    let id = refs.next();
    // Sides of a picture that a device drew fit.
    let [width, height] = [raster.width, raster.height].map(|side| i32::try_from(side).unwrap_or(i32::MAX));
    let pixels = || raster.rgba.chunks_exact(4);
    let alpha = pixels().any(|pixel| pixel[3] != 255).then(|| refs.next());
    let colors: Vec<u8> = pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let colors = compress_to_vec_zlib(&colors, COMPRESSION);
    let mut object = pdf.image_xobject(id, &colors);
    object.width(width).height(height).bits_per_component(8).filter(Filter::FlateDecode);
    object.color_space_name(Name(b"DeviceRGB"));
    if let Some(alpha) = alpha {
        object.s_mask(alpha);
    }
    object.finish();
    if let Some(alpha) = alpha {
        let values: Vec<u8> = pixels().map(|pixel| pixel[3]).collect();
        let values = compress_to_vec_zlib(&values, COMPRESSION);
        let mut object = pdf.image_xobject(alpha, &values);
        object.width(width).height(height).bits_per_component(8).filter(Filter::FlateDecode);
        object.color_space_name(Name(b"DeviceGray"));
    }
    id
}
