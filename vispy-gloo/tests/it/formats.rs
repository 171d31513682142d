//! Textures of every format: uploaded, and read in a shader.

use vispy_gloo::{
    Channels, Context, Program, Rect, Result, Sampling, Texture2D, TextureFormat, Wrap, bytemuck,
};

use crate::support::{COVER, bytes, cover, floats, gl, integers, program, target};

/// Two texels in the format's own form, and what a shader reads of them.
fn texels(format: TextureFormat) -> (Vec<u8>, [[f64; 4]; 2]) {
    use TextureFormat as F;
    let normalized = |channels: usize| {
        let values: [[u8; 4]; 2] = [[0, 51, 102, 255], [255, 204, 153, 0]];
        let data = values.iter().flat_map(|texel| texel[..channels].to_vec()).collect::<Vec<u8>>();
        (data, values.map(|texel| filled(channels, texel.map(|value| f64::from(value) / 255.0))))
    };
    // 1, 0.5, -2, 0.25 as 16-bit floats.
    let halves = |channels: usize| {
        let bits = [0x3c00_u16, 0x3800, 0xc000, 0x3400];
        let reversed = [bits[3], bits[2], bits[1], bits[0]];
        let data = [&bits[..channels], &reversed[..channels]].concat();
        let expected = [[1.0, 0.5, -2.0, 0.25], [0.25, -2.0, 0.5, 1.0]];
        (bytemuck::cast_slice(&data).to_vec(), expected.map(|texel| filled(channels, texel)))
    };
    let singles = |channels: usize| {
        let values = [[1.5_f32, -1e30, 1e-30, 0.1], [-0.0, 3.0, 16_777_215.0, 2.0]];
        let data: Vec<f32> = values.iter().flat_map(|texel| texel[..channels].to_vec()).collect();
        (bytemuck::cast_slice(&data).to_vec(), values.map(|texel| filled(channels, texel.map(f64::from))))
    };
    let whole = |values: [u32; 2]| values.map(|value| [f64::from(value), 0.0, 0.0, 1.0]);
    match format {
        F::R8 => normalized(1),
        F::Rg8 => normalized(2),
        F::Rgb8 => normalized(3),
        F::Rgba8 => normalized(4),
        F::Srgb8Alpha8 => {
            let (data, values) = normalized(4);
            (data, values.map(|[r, g, b, a]| [linear(r), linear(g), linear(b), a]))
        }
        F::R16F => halves(1),
        F::Rg16F => halves(2),
        F::Rgba16F => halves(4),
        F::R32F => singles(1),
        F::Rg32F => singles(2),
        F::Rgba32F => singles(4),
        F::R8Ui => (vec![7, 255], whole([7, 255])),
        F::R16Ui => (bytemuck::cast_slice(&[7_u16, u16::MAX]).to_vec(), whole([7, 65535])),
        F::R32Ui => (bytemuck::cast_slice(&[7_u32, u32::MAX]).to_vec(), whole([7, u32::MAX])),
        F::R32I => (bytemuck::cast_slice(&[7_i32, i32::MIN]).to_vec(), whole([7, 1 << 31])),
        F::Rgba32Ui => {
            let values = [[1_u32, 2, 3, u32::MAX], [4, 5, 6, 7]];
            (bytemuck::cast_slice(&values).to_vec(), values.map(|texel| texel.map(f64::from)))
        }
        F::Depth16 => {
            let values = [0_u16, 0x4000];
            (bytemuck::cast_slice(&values).to_vec(), values.map(|value| depth(f64::from(value) / 65535.0)))
        }
        F::Depth24 => {
            let values = [u32::MAX, 0x4000_0000];
            let expected = values.map(|value| depth(f64::from(value) / f64::from(u32::MAX)));
            (bytemuck::cast_slice(&values).to_vec(), expected)
        }
        F::Depth32F => (bytemuck::cast_slice(&[0.125_f32, 1.0]).to_vec(), [depth(0.125), depth(1.0)]),
        other => unimplemented_format(other),
    }
}

fn unimplemented_format(format: TextureFormat) -> (Vec<u8>, [[f64; 4]; 2]) {
    panic!("{format:?} needs texels for this test")
}

/// What a shader sees of fewer than four channels.
fn filled(channels: usize, texel: [f64; 4]) -> [f64; 4] {
    let missing = [0.0, 0.0, 0.0, 1.0];
    std::array::from_fn(|channel| if channel < channels { texel[channel] } else { missing[channel] })
}

fn depth(value: f64) -> [f64; 4] {
    [value, 0.0, 0.0, 1.0]
}

/// The sRGB transfer function.
fn linear(value: f64) -> f64 {
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// A program that copies the texels of `u_picture`; signed integers as their bits.
fn reader(ctx: &Context, channels: Channels) -> Program {
    let (sampler, output) = match channels {
        Channels::Float | Channels::Depth => ("sampler2D", "vec4"),
        Channels::Int => ("isampler2D", "uvec4"),
        Channels::UInt => ("usampler2D", "uvec4"),
    };
    let fragment = format!(
        "uniform {sampler} u_picture;\nout {output} color;\n\
         void main() {{ color = {output}(texelFetch(u_picture, ivec2(gl_FragCoord.xy), 0)); }}"
    );
    program(ctx, COVER, &fragment)
}

/// What a shader reads of the texture, texel for texel.
fn read(ctx: &mut Context, texture: &Texture2D) -> Result<Vec<[f64; 4]>> {
    let [width, height] = texture.size();
    let channels = texture.format().channels();
    let whole = matches!(channels, Channels::Int | Channels::UInt);
    let format = if whole { TextureFormat::Rgba32Ui } else { TextureFormat::Rgba32F };
    let (_layer, target) = target(ctx, format, width, height)?;
    let mut reader = reader(ctx, channels);
    reader.set_texture("u_picture", texture)?;
    cover(ctx, &mut reader, target)?;
    Ok(if whole {
        integers(ctx, target)?.into_iter().map(|texel| texel.map(f64::from)).collect()
    } else {
        floats(ctx, target)?.into_iter().map(|texel| texel.map(f64::from)).collect()
    })
}

fn assert_close(format: TextureFormat, found: &[[f64; 4]], expected: &[[f64; 4]]) {
    assert_eq!(found.len(), expected.len(), "{format:?}");
    for (found, expected) in found.iter().flatten().zip(expected.iter().flatten()) {
        // Decoding normalised values is exact but for float rounding; sRGB may take half a step of eight bits.
        let tolerance = match format {
            TextureFormat::Srgb8Alpha8 => 0.5 / 255.0,
            TextureFormat::Depth24 => 1.0 / f64::from(1 << 24),
            _ if format.is_float() => 0.0,
            _ => 1e-6,
        };
        assert!((found - expected).abs() <= tolerance, "{format:?}: {found} should be {expected}");
    }
}

#[test]
fn every_format_is_uploaded_and_read() -> Result<()> {
    let mut ctx = gl!();
    if !ctx.caps().float_targets {
        vispy_app::testing::skip("floats cannot be drawn into");
        return Ok(());
    }
    for format in TextureFormat::ALL {
        let (data, expected) = texels(format);
        assert_eq!(data.len(), 2 * format.texel_bytes(), "{format:?}");
        let texture = Texture2D::new(format, 2, 1, &data)?;
        assert_close(format, &read(&mut ctx, &texture)?, &expected);
        // One texel, and one row of a narrow texture: rows have no padding.
        let (first, second) = data.split_at(format.texel_bytes());
        texture.set_rect(Rect::new(1, 0, 1, 1), first)?;
        assert_close(format, &read(&mut ctx, &texture)?, &[expected[0], expected[0]]);
        texture.write_now(&mut ctx, Rect::new(0, 0, 1, 1), second)?;
        assert_close(format, &read(&mut ctx, &texture)?, &[expected[1], expected[0]]);
        let column = Texture2D::new(format, 1, 2, data)?;
        assert_close(format, &read(&mut ctx, &column)?, &expected);
    }
    Ok(())
}

#[test]
fn a_rectangle_of_a_texture_is_updated_alone() -> Result<()> {
    let mut ctx = gl!();
    let texture = Texture2D::new(TextureFormat::R8, 5, 3, &[1_u8; 15])?;
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 5, 3)?;
    let mut reader = reader(&ctx, Channels::Float);
    reader.set_texture("u_picture", &texture)?;
    cover(&mut ctx, &mut reader, target)?;
    texture.set_rect(Rect::new(1, 1, 3, 2), &[2_u8, 3, 4, 5, 6, 7])?;
    cover(&mut ctx, &mut reader, target)?;
    let red: Vec<u8> = bytes(&mut ctx, target)?.into_iter().map(|pixel| pixel[0]).collect();
    assert_eq!(red, [1, 1, 1, 1, 1, 1, 2, 3, 4, 1, 1, 5, 6, 7, 1]);
    assert!(texture.resize(2, 2).is_ok(), "resizing is not the driver's to refuse");
    texture.set_rect(Rect::new(0, 0, 2, 2), vec![9_u8; 4])?;
    cover(&mut ctx, &mut reader, target)?;
    assert_eq!(bytes(&mut ctx, target)?[0][0], 9);
    Ok(())
}

#[test]
fn x_and_y_wrap_each_in_its_own_way() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let texture = Texture2D::new(TextureFormat::R8, 2, 2, &[10_u8, 20, 30, 40])?;
    let fragment = "uniform sampler2D u_picture;
uniform vec2 u_at;
out vec4 color;
void main() { color = texture(u_picture, u_at); }";
    let mut program = program(&ctx, COVER, fragment);
    program.set_texture("u_picture", &texture)?;
    program.set_uniform("u_at", [1.25_f32, 1.25])?;
    use Wrap::{ClampToEdge as Clamp, MirroredRepeat as Mirror, Repeat};
    for (wrap, expected) in [
        ([Clamp, Clamp], 40),
        ([Repeat, Clamp], 30),
        ([Clamp, Repeat], 20),
        ([Repeat, Repeat], 10),
        ([Mirror, Repeat], 20),
    ] {
        texture.set_sampling(Sampling { wrap, ..Sampling::NEAREST });
        cover(&mut ctx, &mut program, target)?;
        assert_eq!(bytes(&mut ctx, target)?[0][0], expected, "{wrap:?}");
    }
    texture.set_sampling(Sampling::LINEAR);
    program.set_uniform("u_at", [0.5_f32, 0.25])?;
    cover(&mut ctx, &mut program, target)?;
    assert_eq!(bytes(&mut ctx, target)?[0][0], 15, "the mean of two neighbours");
    Ok(())
}

#[test]
fn textures_keep_to_their_samplers_in_any_order() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let fragment = "uniform sampler2D u_first;
uniform usampler2D u_second;
out vec4 color;
void main() {
    ivec2 at = ivec2(0);
    color = vec4(texelFetch(u_first, at, 0).r, float(texelFetch(u_second, at, 0).r) / 255.0, 0.0, 1.0);
}";
    let one = |value: u8| Texture2D::new(TextureFormat::R8, 1, 1, &[value]);
    let whole = |value: u8| Texture2D::new(TextureFormat::R8Ui, 1, 1, &[value]);
    let mut first = program(&ctx, COVER, fragment);
    first.set_texture("u_first", &one(1)?)?;
    first.set_texture("u_second", &whole(2)?)?;
    let mut second = first.instance();
    second.set_texture("u_second", &whole(4)?)?;
    second.set_texture("u_first", &one(3)?)?;
    for _ in 0..2 {
        cover(&mut ctx, &mut first, target)?;
        assert_eq!(bytes(&mut ctx, target)?, [[1, 2, 0, 255]]);
        cover(&mut ctx, &mut second, target)?;
        assert_eq!(bytes(&mut ctx, target)?, [[3, 4, 0, 255]]);
    }
    // A texture that goes, and one that comes in its place, under the driver's same name perhaps.
    first.set_texture("u_first", &one(5)?)?;
    cover(&mut ctx, &mut first, target)?;
    assert_eq!(bytes(&mut ctx, target)?, [[5, 2, 0, 255]]);
    Ok(())
}
