//! Textures of every kind: volumes, arrays, cubes, rows; levels; and how they are read.

use vispy_gloo::{
    Attachment, Compare, Context, CubeFace, Error, Filter, FrameBuffer, Rect, Region, RenderTarget, Result,
    Sampling, Swizzle, Texture, Texture1D, Texture2D, Texture2DArray, Texture3D, TextureCube, TextureFormat,
    Wrap,
};

use crate::support::{COVER, bytes, cover, gl, program, target};

/// Red of what `expression` makes of `u_texture` in one pixel, 0 to 255.
fn reads(ctx: &mut Context, sampler: &str, texture: &Texture, expression: &str) -> Result<u8> {
    Ok(reads_all(ctx, sampler, texture, &format!("vec4({expression})"))?[0])
}

fn reads_all(ctx: &mut Context, sampler: &str, texture: &Texture, expression: &str) -> Result<[u8; 4]> {
    let (_layer, target) = target(ctx, TextureFormat::Rgba8, 1, 1)?;
    let fragment = format!(
        "precision highp {sampler};\nuniform {sampler} u_texture;\nout vec4 color;\n\
         void main() {{ color = {expression}; }}"
    );
    let mut program = program(ctx, COVER, &fragment);
    program.set_texture("u_texture", texture)?;
    cover(ctx, &mut program, target)?;
    Ok(bytes(ctx, target)?[0])
}

#[test]
fn a_texture_in_the_place_of_another_is_checked_as_the_first_was() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let fragment = "uniform sampler2D u_texture;\nout vec4 color;\n\
                    void main() { color = texelFetch(u_texture, ivec2(0), 0); }";
    let mut program = program(&ctx, COVER, fragment);
    // All are there before the first draw, so that nothing but the program changes between draws.
    let one = |value: u8| Texture2D::new(TextureFormat::R8, 1, 1, &[value]);
    let (first, second, gone) = (one(1)?, one(2)?, one(3)?);
    let large = Texture2D::empty(TextureFormat::R8, 1 << 24, 1)?;
    let mut red = |ctx: &mut Context, texture: &Texture2D| -> Result<u8> {
        program.set_texture("u_texture", texture)?;
        cover(ctx, &mut program, target)?;
        Ok(bytes(ctx, target)?[0][0])
    };
    for _ in 0..2 {
        assert_eq!((red(&mut ctx, &first)?, red(&mut ctx, &second)?, red(&mut ctx, &gone)?), (1, 2, 3));
        for _ in 0..2 {
            let refused = red(&mut ctx, &large);
            assert!(matches!(refused, Err(Error::Limit { .. })), "{refused:?}");
        }
    }
    ctx.recover().map_err(|error| Error::NoGl { reason: error.to_string() })?;
    first.set_rect(Rect::new(0, 0, 1, 1), &[5_u8])?;
    second.set_rect(Rect::new(0, 0, 1, 1), &[6_u8])?;
    assert_eq!((red(&mut ctx, &first)?, red(&mut ctx, &second)?), (5, 6));
    for _ in 0..2 {
        let lost = red(&mut ctx, &gone);
        assert!(matches!(lost, Err(Error::ContentsLost { .. })), "{lost:?}");
    }
    Ok(())
}

#[test]
fn a_volume_is_read_where_it_was_written() -> Result<()> {
    let mut ctx = gl!();
    let values: Vec<u8> = (0..24).collect();
    let volume = Texture3D::new(TextureFormat::R8, [4, 3, 2], &values)?;
    assert_eq!(reads(&mut ctx, "sampler3D", &volume, "texelFetch(u_texture, ivec3(3, 1, 1), 0).r")?, 19);
    volume.set_region(Region::new([1, 1, 0], [2, 1, 2]), &[100_u8, 101, 102, 103])?;
    for (at, expected) in
        [("1, 1, 0", 100), ("2, 1, 0", 101), ("1, 1, 1", 102), ("2, 1, 1", 103), ("3, 1, 1", 19)]
    {
        let fetch = format!("texelFetch(u_texture, ivec3({at}), 0).r");
        assert_eq!(reads(&mut ctx, "sampler3D", &volume, &fetch)?, expected, "{at}");
    }
    volume.write_now(&mut ctx, Region::new([0, 0, 1], [1, 1, 1]), &[200_u8])?;
    assert_eq!(reads(&mut ctx, "sampler3D", &volume, "texelFetch(u_texture, ivec3(0, 0, 1), 0).r")?, 200);
    volume.resize([1, 1, 3])?;
    volume.set_region(Region::all([1, 1, 3]), &[1_u8, 2, 3])?;
    assert_eq!(reads(&mut ctx, "sampler3D", &volume, "texelFetch(u_texture, ivec3(0, 0, 2), 0).r")?, 3);
    Ok(())
}

#[test]
fn each_axis_of_a_volume_wraps_in_its_own_way() -> Result<()> {
    let mut ctx = gl!();
    let values: Vec<u8> = (0..8).map(|value| 10 * (value + 1)).collect();
    let volume = Texture3D::new(TextureFormat::R8, [2, 2, 2], &values)?;
    // Beyond the far end: clamped it is the second texel of that axis, repeated the first.
    let beyond = "texture(u_texture, vec3(1.25)).r";
    for (axis, expected) in [(0, 70), (1, 60), (2, 40)] {
        let mut wrap = [Wrap::ClampToEdge; 3];
        wrap[axis] = Wrap::Repeat;
        volume.set_sampling(Sampling { wrap, ..Sampling::NEAREST });
        assert_eq!(reads(&mut ctx, "sampler3D", &volume, beyond)?, expected, "axis {axis}");
    }
    volume.set_sampling(Sampling::LINEAR);
    assert_eq!(
        reads(&mut ctx, "sampler3D", &volume, "texture(u_texture, vec3(0.5)).r")?,
        45,
        "the mean of eight"
    );
    Ok(())
}

#[test]
fn layers_faces_and_rows_are_told_apart() -> Result<()> {
    let mut ctx = gl!();
    let layers = Texture2DArray::new(TextureFormat::R8, [2, 1, 3], &[1_u8, 2, 3, 4, 5, 6])?;
    layers.set_layer(1, &[30_u8, 40])?;
    for (layer, expected) in [(0, 2), (1, 40), (2, 6)] {
        let at = format!("texture(u_texture, vec3(0.75, 0.5, {layer}.0)).r");
        assert_eq!(reads(&mut ctx, "sampler2DArray", &layers, &at)?, expected, "layer {layer}");
    }
    let cube = TextureCube::new(TextureFormat::R8, 1, &[1_u8, 2, 3, 4, 5, 6])?;
    cube.set_face(CubeFace::NegativeZ, &[60_u8])?;
    let directions = ["1, 0, 0", "-1, 0, 0", "0, 1, 0", "0, -1, 0", "0, 0, 1", "0, 0, -1"];
    for (direction, expected) in directions.into_iter().zip([1, 2, 3, 4, 5, 60]) {
        let at = format!("texture(u_texture, vec3({direction})).r");
        assert_eq!(reads(&mut ctx, "samplerCube", &cube, &at)?, expected, "{direction}");
    }
    let row = Texture1D::new(TextureFormat::R8, &[0_u8, 100, 200])?.with_sampling(Sampling::LINEAR);
    row.set_range(2, 1, &[110_u8])?;
    assert_eq!(row.len(), 3);
    assert_eq!(reads(&mut ctx, "sampler2D", &row, "texture(u_texture, vec2(2.0 / 3.0, 0.5)).r")?, 105);
    Ok(())
}

#[test]
fn samplers_of_integers_read_every_kind() -> Result<()> {
    let mut ctx = gl!();
    let volume = Texture3D::new(TextureFormat::R8I, [1, 1, 2], &[-5_i8, 7])?;
    let fetch = "float(texelFetch(u_texture, ivec3(0, 0, 1), 0).r) / 255.0";
    assert_eq!(reads(&mut ctx, "isampler3D", &volume, fetch)?, 7);
    let layers = Texture2DArray::new(TextureFormat::R16Ui, [1, 1, 2], &[3_u16, 9])?;
    assert_eq!(reads(&mut ctx, "usampler2DArray", &layers, fetch)?, 9);
    let cube = TextureCube::new(TextureFormat::R32Ui, 1, &[1_u32, 2, 3, 4, 5, 6])?;
    let seen = "float(texture(u_texture, vec3(0.0, 1.0, 0.0)).r) / 255.0";
    assert_eq!(reads(&mut ctx, "usamplerCube", &cube, seen)?, 3);
    let wrong = reads(&mut ctx, "usampler3D", &volume, fetch);
    let message = wrong.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(message.ends_with("takes usampler3D, got a 3D texture of R8I"), "{message}");
    let wrong = reads(&mut ctx, "isampler2D", &volume, "float(texelFetch(u_texture, ivec2(0), 0).r)");
    assert!(matches!(wrong, Err(Error::VariableType { .. })), "a volume is no image");
    Ok(())
}

#[test]
fn levels_are_computed_or_written_one_by_one() -> Result<()> {
    let mut ctx = gl!();
    let picture = Texture2D::new(TextureFormat::R8, 4, 2, &[10_u8, 20, 50, 60, 30, 40, 70, 80])?
        .with_mipmaps()
        .with_sampling(Sampling { mipmap: Some(Filter::Nearest), ..Sampling::NEAREST });
    assert_eq!(picture.levels(), 3);
    picture.generate_mipmaps()?;
    let level = |level: u32| format!("texelFetch(u_texture, ivec2(0), {level}).r");
    assert_eq!(reads(&mut ctx, "sampler2D", &picture, &level(1))?, 25, "the mean of four");
    assert_eq!(reads(&mut ctx, "sampler2D", &picture, &level(2))?, 45, "the mean of all");
    picture.set_level(1, Rect::new(0, 0, 1, 1), &[99_u8])?;
    assert_eq!(reads(&mut ctx, "sampler2D", &picture, "textureLod(u_texture, vec2(0.1), 1.0).r")?, 99);
    picture.set_sampling(Sampling { mipmap: Some(Filter::Linear), ..picture.sampling() });
    let between = reads(&mut ctx, "sampler2D", &picture, "textureLod(u_texture, vec2(0.1), 1.5).r")?;
    assert_eq!(between, 72, "halfway between 99 and 45");
    picture.set_sampling(Sampling { levels: [2, 2], ..picture.sampling() });
    assert_eq!(
        reads(&mut ctx, "sampler2D", &picture, "texture(u_texture, vec2(0.1)).r")?,
        45,
        "only the last"
    );
    picture.resize(2, 2)?;
    assert_eq!(picture.levels(), 2);
    picture.set_sampling(Sampling::TRILINEAR);
    picture.set_rect(Rect::new(0, 0, 2, 2), &[8_u8; 4])?;
    picture.generate_mipmaps()?;
    assert_eq!(reads(&mut ctx, "sampler2D", &picture, "textureLod(u_texture, vec2(0.1), 1.0).r")?, 8);
    let volume =
        Texture3D::new(TextureFormat::R8, [2, 2, 2], &[0_u8, 10, 20, 30, 40, 50, 60, 70])?.with_mipmaps();
    volume.generate_mipmaps()?;
    assert_eq!(reads(&mut ctx, "sampler3D", &volume, "texelFetch(u_texture, ivec3(0), 1).r")?, 35);
    let cube = TextureCube::new(TextureFormat::R8, 2, (0..24).collect::<Vec<u8>>())?.with_mipmaps();
    cube.set_level(1, Region::new([0, 0, 3], [1, 1, 1]), &[77_u8])?;
    let below = "textureLod(u_texture, vec3(0.0, -1.0, 0.0), 1.0).r";
    cube.set_sampling(Sampling { mipmap: Some(Filter::Nearest), ..Sampling::NEAREST });
    assert_eq!(reads(&mut ctx, "samplerCube", &cube, below)?, 77);
    Ok(())
}

#[test]
fn what_levels_cannot_be_is_refused() -> Result<()> {
    let plain = Texture2D::new(TextureFormat::R8, 4, 2, &[0_u8; 8])?.with_label("plain");
    let message = |result: Result<()>| result.err().map(|error| error.to_string()).unwrap_or_default();
    assert_eq!(
        message(plain.generate_mipmaps()),
        "computing the levels of 2D texture plain (R8) is not supported here; it requires a texture made with_mipmaps()"
    );
    assert_eq!(
        message(plain.set_level(1, Rect::new(0, 0, 1, 1), &[0_u8])),
        "texels of 2D texture plain: expected a level below 1, got level 1"
    );
    let whole = Texture2D::empty(TextureFormat::R8Ui, 4, 2)?.with_mipmaps();
    assert!(matches!(whole.generate_mipmaps(), Err(Error::Unsupported { .. })), "integers have no mean");
    let cube = TextureCube::empty(TextureFormat::R8, 4)?.with_label("sky");
    assert_eq!(
        message(cube.set_level(0, Region::new([0, 0, 5], [4, 4, 2]), &[0_u8; 32])),
        "texels of cube texture sky: expected a region inside 4 x 4 x 6, got 4 x 4 x 2 at (0, 0, 5)"
    );
    assert!(Texture3D::empty(TextureFormat::Depth16, [1, 1, 1]).is_err(), "there are no volumes of depth");
    assert!(Texture2D::empty(TextureFormat::Stencil8, 1, 1).is_err(), "a stencil is no texture");
    assert!(Texture3D::empty(TextureFormat::R8, [1, 0, 1]).is_err(), "a side of 0");
    Ok(())
}

#[test]
fn depth_is_compared_for_shadow_samplers() -> Result<()> {
    let mut ctx = gl!();
    let compared = Sampling { compare: Some(Compare::LessEqual), ..Sampling::NEAREST };
    let depth = Texture2D::new(TextureFormat::Depth32F, 2, 1, &[0.25_f32, 0.75])?.with_sampling(compared);
    let at = |x: f64, reference: f64| format!("texture(u_texture, vec3({x:?}, 0.5, {reference:?}))");
    assert_eq!(reads(&mut ctx, "sampler2DShadow", &depth, &at(0.25, 0.5))?, 0);
    assert_eq!(reads(&mut ctx, "sampler2DShadow", &depth, &at(0.75, 0.5))?, 255);
    depth.set_sampling(Sampling { min_filter: Filter::Linear, mag_filter: Filter::Linear, ..compared });
    let half = reads(&mut ctx, "sampler2DShadow", &depth, &at(0.5, 0.5))?;
    assert!((127..=128).contains(&half), "half of it is in the shadow: {half}");
    depth.set_sampling(Sampling::NEAREST);
    let message =
        reads(&mut ctx, "sampler2DShadow", &depth, &at(0.25, 0.5)).err().map(|error| error.to_string());
    let message = message.unwrap_or_default();
    assert!(
        message.ends_with("takes sampler2DShadow, got a 2D texture of Depth32F that is not compared"),
        "{message}"
    );
    Ok(())
}

#[test]
fn channels_are_swizzled_and_borders_coloured_where_that_is_possible() -> Result<()> {
    let mut ctx = gl!();
    let picture = Texture2D::new(TextureFormat::Rgba8, 1, 1, &[10_u8, 20, 30, 40])?;
    use Swizzle::{Alpha, Green, One, Zero};
    if ctx.caps().swizzle {
        picture.set_sampling(Sampling { swizzle: Some([Green, Zero, One, Alpha]), ..Sampling::NEAREST });
        assert_eq!(
            reads_all(&mut ctx, "sampler2D", &picture, "texture(u_texture, vec2(0.5))")?,
            [20, 0, 255, 40]
        );
        picture.set_sampling(Sampling::NEAREST);
        assert_eq!(
            reads_all(&mut ctx, "sampler2D", &picture, "texture(u_texture, vec2(0.5))")?,
            [10, 20, 30, 40]
        );
    }
    let border =
        Sampling { wrap: [Wrap::ClampToBorder; 3], border: [1.0, 0.0, 0.2, 1.0], ..Sampling::NEAREST };
    picture.set_sampling(border);
    let beyond = reads_all(&mut ctx, "sampler2D", &picture, "texture(u_texture, vec2(1.5, 0.5))");
    if ctx.caps().border_clamp {
        assert_eq!(beyond?, [255, 0, 51, 255]);
    } else {
        assert!(matches!(beyond, Err(Error::Unsupported { .. })), "{beyond:?}");
    }
    picture.set_sampling(Sampling { anisotropy: 2.0, ..Sampling::LINEAR });
    let seen = reads_all(&mut ctx, "sampler2D", &picture, "texture(u_texture, vec2(0.5))");
    assert_eq!(seen.is_ok(), ctx.caps().max_anisotropy >= 2.0, "{seen:?}");
    Ok(())
}

#[test]
fn what_the_least_device_lacks_is_named() -> Result<()> {
    let (mut ctx, _recording) = Context::recorder();
    let mut caps = ctx.caps().as_ref().clone();
    caps.swizzle = false;
    let (mut web, _recording) = Context::recorder_with(caps);
    let message = |ctx: &mut Context, texture: &Texture| {
        let mut program = vispy_gloo::Program::new("vertex", "fragment");
        let drawn = program
            .set_texture("u_texture", texture)
            .and_then(|()| cover(ctx, &mut program, RenderTarget::canvas(1, 1)));
        drawn.err().map_or_else(|| "no error".to_owned(), |error| error.to_string())
    };
    let picture = Texture2D::empty(TextureFormat::R8, 1, 1)?.with_label("picture");
    let mut messages = Vec::new();
    picture.set_sampling(Sampling { swizzle: Some([Swizzle::Red; 4]), ..Sampling::NEAREST });
    messages.push(message(&mut web, &picture));
    let picture = Texture2D::empty(TextureFormat::R8, 1, 1)?.with_label("picture");
    for sampling in [
        Sampling { wrap: [Wrap::ClampToBorder; 3], ..Sampling::NEAREST },
        Sampling { anisotropy: 4.0, ..Sampling::NEAREST },
        Sampling { compare: Some(Compare::Less), ..Sampling::NEAREST },
    ] {
        picture.set_sampling(sampling);
        messages.push(message(&mut ctx, &picture));
    }
    messages.push(message(&mut ctx, &Texture2D::empty(TextureFormat::R16, 1, 1)?.with_label("deep")));
    messages.push(message(&mut ctx, &Texture3D::empty(TextureFormat::R8, [1, 1, 257])?.with_label("volume")));
    messages
        .push(message(&mut ctx, &Texture2DArray::empty(TextureFormat::R8, 1, 1, 257)?.with_label("film")));
    messages.push(message(&mut ctx, &TextureCube::empty(TextureFormat::R8, 4096)?.with_label("sky")));
    insta::assert_snapshot!(messages.join("\n"));
    Ok(())
}

#[test]
fn any_image_of_a_texture_can_be_drawn_into() -> Result<()> {
    let mut ctx = gl!();
    let volume = Texture3D::new(TextureFormat::Rgba8, [1, 1, 3], &[[0_u8; 4]; 3])?;
    let layers = Texture2DArray::new(TextureFormat::Rgba8, [1, 1, 2], &[[0_u8; 4]; 2])?;
    let cube = TextureCube::new(TextureFormat::Rgba8, 1, &[[0_u8; 4]; 6])?;
    let levels = Texture2D::new(TextureFormat::Rgba8, 2, 2, &[[0_u8; 4]; 4])?.with_mipmaps();
    let images = [
        Attachment::from(&volume).with_layer(2),
        Attachment::from(&layers).with_layer(1),
        Attachment::from(&cube).with_face(CubeFace::NegativeY),
        Attachment::from(&levels).with_level(1),
    ];
    let all = FrameBuffer::with_attachments(images.to_vec(), None)?;
    assert_eq!(all.size(), [1, 1]);
    let target = ctx.use_framebuffer(&all)?;
    let fragment = "layout(location = 0) out vec4 volume;
layout(location = 1) out vec4 layers;
layout(location = 2) out vec4 cube;
layout(location = 3) out vec4 levels;
void main() {
    volume = vec4(10.0) / 255.0;
    layers = vec4(20.0) / 255.0;
    cube = vec4(30.0) / 255.0;
    levels = vec4(40.0) / 255.0;
}";
    let mut program = program(&ctx, COVER, fragment);
    cover(&mut ctx, &mut program, target)?;
    for (layer, expected) in [(0, 0), (1, 0), (2, 10)] {
        let fetch = format!("texelFetch(u_texture, ivec3(0, 0, {layer}), 0).r");
        assert_eq!(reads(&mut ctx, "sampler3D", &volume, &fetch)?, expected, "slice {layer}");
    }
    assert_eq!(reads(&mut ctx, "sampler2DArray", &layers, "texelFetch(u_texture, ivec3(0, 0, 1), 0).r")?, 20);
    assert_eq!(reads(&mut ctx, "samplerCube", &cube, "texture(u_texture, vec3(0.0, -1.0, 0.0)).r")?, 30);
    assert_eq!(reads(&mut ctx, "samplerCube", &cube, "texture(u_texture, vec3(0.0, 1.0, 0.0)).r")?, 0);
    levels.set_sampling(Sampling { mipmap: Some(Filter::Nearest), ..Sampling::NEAREST });
    assert_eq!(reads(&mut ctx, "sampler2D", &levels, "texelFetch(u_texture, ivec2(0), 1).r")?, 40);
    assert_eq!(reads(&mut ctx, "sampler2D", &levels, "texelFetch(u_texture, ivec2(0), 0).r")?, 0);
    let beyond = [
        FrameBuffer::new(Attachment::from(&volume).with_layer(3)),
        FrameBuffer::new(Attachment::from(&levels).with_level(2)),
        FrameBuffer::new(Attachment::from(&levels).with_layer(1)),
    ];
    assert!(beyond.iter().all(|layer| matches!(layer, Err(Error::Shape { .. }))), "{beyond:?}");
    Ok(())
}
