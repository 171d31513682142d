//! Draws text at several sizes and angles without any GL, into a PNG: `text_sheet [OUT.png]`.

use std::{env, error::Error, fs::File, io::BufWriter, time::Instant};

use vispy_visuals::text::{
    Anchor, FontSystem, GlyphAtlas, GlyphQuad, HAlign, TextPlacement, TextStyle, VAlign, layout_glyphs,
};

const WIDTH: usize = 900;
const HEIGHT: usize = 640;

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).unwrap_or_else(|| "target/text_sheet.png".to_owned());
    let start = Instant::now();
    let mut fonts = FontSystem::new();
    println!("font system: {:?}", start.elapsed());
    let start = Instant::now();
    fonts.shape("first", &TextStyle::default());
    println!("first text: {:?}", start.elapsed());

    let mut atlas = GlyphAtlas::new(4096);
    let mut quads = Vec::new();
    let start = Instant::now();
    sheet(&mut fonts, &mut atlas, &mut quads)?;
    println!("{} glyphs, cold: {:?}", quads.len(), start.elapsed());
    quads.clear();
    let start = Instant::now();
    sheet(&mut fonts, &mut atlas, &mut quads)?;
    println!("{} glyphs, warm: {:?}", quads.len(), start.elapsed());

    let mut pixels = vec![255_u8; WIDTH * HEIGHT];
    for quad in &quads {
        blend(&mut pixels, &atlas, quad);
    }
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(&path)?), WIDTH as u32, HEIGHT as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header()?.write_image_data(&pixels)?;
    println!("{path}");
    Ok(())
}

fn sheet(
    fonts: &mut FontSystem,
    atlas: &mut GlyphAtlas,
    quads: &mut Vec<GlyphQuad>,
) -> Result<(), Box<dyn Error>> {
    let mut y = HEIGHT as f32 - 24.0;
    for size_px in [8.0, 10.0, 12.0, 14.0, 18.0, 24.0, 36.0] {
        let text = format!("{size_px} px: Ångström μ ∑ Привет 0.25 −1 AV √∞");
        for (x, style) in [(12.0, TextStyle::new(size_px)), (480.0, TextStyle::new(size_px).bold())] {
            let shaped = fonts.shape(&text, &style);
            let placement = TextPlacement { origin_physical_px: [x, y], ..TextPlacement::default() };
            if x < 100.0 || size_px < 20.0 {
                layout_glyphs(&shaped, &placement, atlas, quads)?;
            }
        }
        y -= 1.5 * size_px + 8.0;
    }
    for degrees in [0.0_f32, 15.0, 30.0, 45.0, 60.0, 90.0, 180.0, 270.0] {
        let shaped = fonts.shape(&format!("    {degrees}° Amplitude [m/s]"), &TextStyle::new(12.0));
        let placement = TextPlacement {
            origin_physical_px: [200.0, 190.0],
            angle_rad: degrees.to_radians(),
            anchor: Anchor::new(HAlign::Left, VAlign::CapMiddle),
            ..TextPlacement::default()
        };
        layout_glyphs(&shaped, &placement, atlas, quads)?;
    }
    for (index, align) in [HAlign::Left, HAlign::Center, HAlign::Right].into_iter().enumerate() {
        let text = "Several lines\nare aligned\nabc אבג 漢 \u{1f600}\u{1}";
        let shaped = fonts.shape(text, &TextStyle::new(13.0).with_align(align));
        let placement = TextPlacement {
            origin_physical_px: [500.0 + 130.0 * index as f32, 240.0],
            scale_factor: 1.0 + 0.25 * index as f32,
            ..TextPlacement::default()
        };
        layout_glyphs(&shaped, &placement, atlas, quads)?;
    }
    for tick in 0..8 {
        let shaped = fonts.shape(&format!("{}", f64::from(tick) * 0.25), &TextStyle::new(10.0));
        let placement = TextPlacement {
            origin_physical_px: [500.0 + 45.3 * tick as f32, 60.0],
            anchor: Anchor::new(HAlign::Center, VAlign::CapTop),
            ..TextPlacement::default()
        };
        layout_glyphs(&shaped, &placement, atlas, quads)?;
    }
    Ok(())
}

/// Blends black over the canvas, whose rows run from the top.
fn blend(pixels: &mut [u8], atlas: &GlyphAtlas, quad: &GlyphQuad) {
    let stride = atlas.size()[0] as usize;
    let top = HEIGHT as f32 - (quad.y + quad.h);
    for row in 0..quad.h as usize {
        let texels = (quad.v as usize + row) * stride + quad.u as usize;
        for column in 0..quad.w as usize {
            let (x, y) = (quad.x + column as f32, top + row as f32);
            if x >= 0.0 && y >= 0.0 && (x as usize) < WIDTH && (y as usize) < HEIGHT {
                let coverage = f32::from(atlas.pixels()[texels + column]) / 255.0;
                let pixel = &mut pixels[y as usize * WIDTH + x as usize];
                *pixel = (f32::from(*pixel) * (1.0 - coverage)).round() as u8;
            }
        }
    }
}
