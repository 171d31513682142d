//! Textures of every format: uploaded, and read in a shader.

use vispy_gloo::{
    Channels, Context, FrameBuffer, Program, Rect, RenderBuffer, Result, Sampling, TexelType, Texture,
    Texture1D, Texture2D, Texture2DArray, Texture3D, TextureCube, TextureFormat, Where, Wrap, bytemuck,
};

use crate::support::{COVER, bytes, cover, floats, gl, integers, program, target};

/// Two texels in the format's own form, and what a shader reads of them: integers as their 32 bits.
fn texels(format: TextureFormat) -> (Vec<u8>, [[f64; 4]; 2]) {
    use TexelType as T;
    let channels = format.components() as usize;
    match format.texel_type() {
        T::U8 => numbers(format, [[0_u8, 51, 102, 255], [255, 204, 153, 0]], 255.0),
        T::I8 => numbers(format, [[-127_i8, 64, 0, 127], [127, -128, 1, -1]], 127.0),
        T::U16 => numbers(format, [[0_u16, 0x4000, 7, u16::MAX], [u16::MAX, 1, 2, 3]], 65535.0),
        T::I16 => numbers(format, [[-32767_i16, 0x4000, 7, 32767], [32767, -32768, 2, -3]], 32767.0),
        T::U32 => numbers(format, [[u32::MAX, 1, 2, 1 << 30], [1 << 30, 4, 5, 6]], f64::from(u32::MAX)),
        T::I32 => numbers(format, [[i32::MIN, 1, -2, 3], [7, -4, 5, -6]], 1.0),
        T::F16 => {
            // 1, 0.5, -2, 0.25 as 16-bit floats.
            let bits = [0x3c00_u16, 0x3800, 0xc000, 0x3400];
            let data = [&bits[..channels], &[bits[3], bits[2], bits[1], bits[0]][..channels]].concat();
            let expected = [[1.0, 0.5, -2.0, 0.25], [0.25, -2.0, 0.5, 1.0]];
            (bytemuck::cast_slice(&data).to_vec(), expected.map(|texel| filled(channels, texel)))
        }
        T::F32 if format.channels() == Channels::Depth => {
            (bytemuck::cast_slice(&[0.125_f32, 1.0]).to_vec(), [depth(0.125), depth(1.0)])
        }
        T::F32 => {
            let values = [[1.5_f32, -1e30, 1e-30, 0.1], [-0.0, 3.0, 16_777_215.0, 2.0]];
            let data: Vec<f32> = values.iter().flat_map(|texel| texel[..channels].to_vec()).collect();
            (bytemuck::cast_slice(&data).to_vec(), values.map(|texel| filled(channels, texel.map(f64::from))))
        }
        packed => packed_texels(packed, format),
    }
}

/// Numbers of which each is a channel; `one` is the number that a normalised channel reads as 1.
fn numbers<T: bytemuck::Pod + Into<i64>>(
    format: TextureFormat,
    values: [[T; 4]; 2],
    one: f64,
) -> (Vec<u8>, [[f64; 4]; 2]) {
    let channels = format.components() as usize;
    let data: Vec<T> = values.iter().flat_map(|texel| texel[..channels].to_vec()).collect();
    let expected = values.map(|texel| {
        let read = texel.map(|value| {
            let value: i64 = value.into();
            match format.channels() {
                Channels::Int | Channels::UInt => f64::from(value as u32),
                _ => (value as f64 / one).max(-1.0),
            }
        });
        let [red, green, blue, alpha] = filled(channels, read);
        if format.is_srgb() {
            [linear(red), linear(green), linear(blue), alpha]
        } else {
            [red, green, blue, alpha]
        }
    });
    (bytemuck::cast_slice(&data).to_vec(), expected)
}

/// Texels whose channels share a number.
fn packed_texels(packed: TexelType, format: TextureFormat) -> (Vec<u8>, [[f64; 4]; 2]) {
    use TexelType as T;
    let short = |a: u16, b: u16| bytemuck::cast_slice(&[a, b]).to_vec();
    let long = |a: u32, b: u32| bytemuck::cast_slice(&[a, b]).to_vec();
    let whole = format.channels() == Channels::UInt;
    match packed {
        T::U565 => {
            let pack = |red: u16, green: u16, blue: u16| red << 11 | green << 5 | blue;
            let expected = [[1.0, 32.0 / 63.0, 0.0, 1.0], [0.0, 1.0, 7.0 / 31.0, 1.0]];
            (short(pack(31, 32, 0), pack(0, 63, 7)), expected)
        }
        T::U4444 => (
            short(0xf80f, 0x01f3),
            [[15, 8, 0, 15], [0, 1, 15, 3]].map(|t: [u8; 4]| t.map(|v| f64::from(v) / 15.0)),
        ),
        T::U5551 => {
            let pack =
                |red: u16, green: u16, blue: u16, alpha: u16| red << 11 | green << 6 | blue << 1 | alpha;
            let expected = [[1.0, 16.0 / 31.0, 0.0, 1.0], [0.0, 1.0, 7.0 / 31.0, 0.0]];
            (short(pack(31, 16, 0, 1), pack(0, 31, 7, 0)), expected)
        }
        T::U2101010Rev => {
            let texels = [[1023_u32, 0, 512, 3], [1, 1023, 0, 2]];
            let pack = |[red, green, blue, alpha]: [u32; 4]| red | green << 10 | blue << 20 | alpha << 30;
            let ones = if whole { [1.0; 4] } else { [1023.0, 1023.0, 1023.0, 3.0] };
            let expected = texels.map(|texel| std::array::from_fn(|i| f64::from(texel[i]) / ones[i]));
            (long(pack(texels[0]), pack(texels[1])), expected)
        }
        // An exponent of 5 bits before a mantissa of 6, 6 and 5: 1, 0.5 and 2; then 2, 3 and 0.
        T::F111110Rev => {
            let pack = |red: u32, green: u32, blue: u32| red | green << 11 | blue << 22;
            let data = long(pack(15 << 6, 14 << 6, 16 << 5), pack(16 << 6, 16 << 6 | 32, 0));
            (data, [[1.0, 0.5, 2.0, 1.0], [2.0, 3.0, 0.0, 1.0]])
        }
        // An exponent of 16 makes the mantissas 256ths.
        T::U5999Rev => {
            let pack = |red: u32, green: u32, blue: u32| red | green << 9 | blue << 18 | 16 << 27;
            (
                long(pack(256, 128, 511), pack(0, 1, 64)),
                [[1.0, 0.5, 511.0 / 256.0, 1.0], [0.0, 1.0 / 256.0, 0.25, 1.0]],
            )
        }
        T::U248 => {
            let expected = [depth(f64::from(0x40_0000) / f64::from(0xff_ffff)), depth(1.0)];
            (long(0x4000_0000 | 5, 0xffff_ff00), expected)
        }
        T::F32U248Rev => {
            let data = [0.125_f32.to_bits(), 7, 1.0_f32.to_bits(), 0];
            (bytemuck::cast_slice(&data).to_vec(), [depth(0.125), depth(1.0)])
        }
        other => panic!("{other:?} has a number for each channel"),
    }
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
        Channels::Stencil => panic!("a stencil is not read"),
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
            TextureFormat::Srgb8 | TextureFormat::Srgb8Alpha8 => 0.5 / 255.0,
            TextureFormat::Depth24 | TextureFormat::Depth24Stencil8 => 1.0 / f64::from(1 << 24),
            _ if format.is_float() => 0.0,
            _ => 1e-6,
        };
        assert!((found - expected).abs() <= tolerance, "{format:?}: {found} should be {expected}");
    }
}

/// The formats that textures here can have.
fn there(ctx: &Context) -> Vec<TextureFormat> {
    let (there, lacking): (Vec<_>, Vec<_>) = TextureFormat::ALL
        .iter()
        .copied()
        .filter(|format| format.channels() != Channels::Stencil)
        .partition(|format| format.availability().holds(ctx.caps()));
    if !lacking.is_empty() {
        println!("not here: {lacking:?}");
    }
    there
}

#[test]
fn every_format_that_can_be_drawn_into_keeps_what_is_drawn() -> Result<()> {
    let mut ctx = gl!();
    for format in there(&ctx) {
        let channels = format.channels();
        let (output, value, expected) = match channels {
            Channels::Float if format.is_float() => ("vec4", "1.5, 0.25, 2.0, 0.5", [1.5, 0.25, 2.0, 0.5]),
            Channels::Float => ("vec4", "1.0, 0.0, 1.0, 0.0", [1.0, 0.0, 1.0, 0.0]),
            Channels::Int => ("ivec4", "7, -1, 1, 3", [7.0, f64::from(u32::MAX), 1.0, 3.0]),
            Channels::UInt => ("uvec4", "7u, 0u, 1u, 3u", [7.0, 0.0, 1.0, 3.0]),
            Channels::Depth | Channels::Stencil => continue,
        };
        let texture = Texture2D::empty(format, 2, 1)?;
        if !format.drawing().holds(ctx.caps()) {
            let refused = FrameBuffer::new(&texture).and_then(|layer| ctx.use_framebuffer(&layer));
            assert!(refused.is_err(), "{format:?} cannot be drawn into");
            continue;
        }
        let layer = FrameBuffer::new(&texture)?;
        let target = ctx.use_framebuffer(&layer)?;
        let fragment = format!("out {output} color;\nvoid main() {{ color = {output}({value}); }}");
        let mut program = program(&ctx, COVER, &fragment);
        cover(&mut ctx, &mut program, target)?;
        let expected = filled(format.components() as usize, expected);
        assert_close(format, &read(&mut ctx, &texture)?, &[expected; 2]);
        // A render buffer of that format is complete, too, and cleared.
        let layer = FrameBuffer::new(&RenderBuffer::new(format, 2, 1)?)?;
        let target = ctx.use_framebuffer(&layer)?;
        ctx.clear(target, None, Some([1.0, 0.0, 1.0, 0.0]), None);
        ctx.flush()?;
    }
    Ok(())
}

#[test]
fn the_table_of_formats_says_what_belongs_together() {
    for format in TextureFormat::ALL.iter().copied() {
        assert!(format.texel_bytes() > 0 && (1..=4).contains(&format.components()), "{format:?}");
        let whole = matches!(format.channels(), Channels::Int | Channels::UInt);
        assert!(!whole || format.filtering() == Where::Never, "{format:?}: integers are not filtered");
        assert!(format.is_filterable() || format.filtering() != Where::Always, "{format:?}");
        let float = format!("{format:?}").ends_with('F') && format.channels() == Channels::Float;
        assert_eq!(float, format.is_float() && format != TextureFormat::Rgb9E5, "{format:?}");
    }
}

#[test]
fn every_format_is_uploaded_and_read() -> Result<()> {
    let mut ctx = gl!();
    if !ctx.caps().float_targets {
        vispy_app::testing::skip("floats cannot be drawn into");
        return Ok(());
    }
    for format in there(&ctx) {
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

/// What a shader reads of one texel of a texture of any kind; `fetch` reads it of `u_texture`.
fn read_one(ctx: &mut Context, texture: &Texture, sampler: &str, fetch: &str) -> Result<[f64; 4]> {
    let (prefix, output, format) = match texture.format().channels() {
        Channels::Int => ("i", "uvec4", TextureFormat::Rgba32Ui),
        Channels::UInt => ("u", "uvec4", TextureFormat::Rgba32Ui),
        _ => ("", "vec4", TextureFormat::Rgba32F),
    };
    let (_layer, target) = target(ctx, format, 1, 1)?;
    let fragment = format!(
        "precision highp {prefix}{sampler};\nuniform {prefix}{sampler} u_texture;\nout {output} color;\n\
         void main() {{ color = {output}({fetch}); }}"
    );
    let mut program = program(ctx, COVER, &fragment);
    program.set_texture("u_texture", texture)?;
    cover(ctx, &mut program, target)?;
    Ok(if output == "uvec4" {
        integers(ctx, target)?[0].map(f64::from)
    } else {
        floats(ctx, target)?[0].map(f64::from)
    })
}

#[test]
fn every_format_is_uploaded_into_every_kind_of_texture() -> Result<()> {
    let mut ctx = gl!();
    if !ctx.caps().float_targets {
        vispy_app::testing::skip("floats cannot be drawn into");
        return Ok(());
    }
    let second = "texelFetch(u_texture, ivec3(0, 0, 1), 0)";
    for format in there(&ctx) {
        let (data, [_, expected]) = texels(format);
        let layers = Texture2DArray::new(format, [1, 1, 2], &data)?;
        assert_close(format, &[read_one(&mut ctx, &layers, "sampler2DArray", second)?], &[expected]);
        let cube = TextureCube::new(format, 1, data.repeat(3))?;
        let left = "texture(u_texture, vec3(-1.0, 0.0, 0.0))";
        let found = read_one(&mut ctx, &cube, "samplerCube", left)?;
        if matches!(format.texel_type(), TexelType::U565 | TexelType::U5551 | TexelType::U4444) {
            // The texels of cubes cannot be fetched, and the driver filters these in 8 bits: the nearest of at most 64
            // steps is still the right one.
            assert_eq!(found.map(|v| (v * 63.0).round()), expected.map(|v| (v * 63.0).round()), "{format:?}");
        } else {
            assert_close(format, &[found], &[expected]);
        }
        if format.channels() != Channels::Depth {
            let volume = Texture3D::new(format, [1, 1, 2], &data)?;
            assert_close(format, &[read_one(&mut ctx, &volume, "sampler3D", second)?], &[expected]);
        }
        let row = Texture1D::new(format, data)?;
        let second = "texelFetch(u_texture, ivec2(1, 0), 0)";
        assert_close(format, &[read_one(&mut ctx, &row, "sampler2D", second)?], &[expected]);
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
        ([Clamp, Clamp, Clamp], 40),
        ([Repeat, Clamp, Clamp], 30),
        ([Clamp, Repeat, Clamp], 20),
        ([Repeat, Repeat, Clamp], 10),
        ([Mirror, Repeat, Clamp], 20),
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
