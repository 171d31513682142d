//! Frame buffers: several colours, multisampling, integers, sRGB, other sizes.

use vispy_gloo::{
    Attachment, Blend, BlitPart, Compare, DrawCall, Error, FrameBuffer, Rect, RenderBuffer, Result, State,
    Stencil, StencilFace, Texture2D, TextureFormat, Topology, VertexBuffer,
};

use crate::support::{COVER, PLAIN, bytes, cover, floats, gl, integers, plain, program, target};

const RED: [u8; 4] = [255, 0, 0, 255];

#[test]
fn multisampled_edges_are_resolved_by_a_blit() -> Result<()> {
    let mut ctx = gl!();
    let smooth = RenderBuffer::multisampled(TextureFormat::Rgba8, 4, 1, 4)?;
    let layer = FrameBuffer::new(&smooth)?;
    let from = ctx.use_framebuffer(&layer)?;
    let (_resolved, to) = target(&mut ctx, TextureFormat::Rgba8, 4, 1)?;
    // Its edge is in the middle of the second pixel.
    let x = -1.0 + 2.0 * 1.5 / 4.0;
    let strip =
        VertexBuffer::new(&[[-1.0_f32, -1.0], [x, -1.0], [-1.0, 9.0], [x, -1.0], [x, 9.0], [-1.0, 9.0]]);
    let mut program = program(
        &ctx,
        "in vec2 a_position;\nvoid main() { gl_Position = vec4(a_position, 0.0, 1.0); }",
        PLAIN,
    );
    program.set_attribute("a_position", &strip)?;
    program.set_uniform("u_color", [1.0_f32, 0.0, 0.0, 1.0])?;
    ctx.clear(from, None, Some([0.0; 4]), None);
    // A scissor of the draw before does not cut the blit.
    let state = State { scissor: Some(Rect::new(0, 0, 3, 1)), ..plain() };
    let call = DrawCall::new(Topology::Triangles, 0..6);
    ctx.draw(&mut program, from, state, call)?;
    ctx.clear(to, None, Some([0.0, 0.0, 1.0, 1.0]), None);
    ctx.blit((from, from.rect()), (to, to.rect()), false);
    let row = bytes(&mut ctx, to)?;
    assert_eq!((row[0], row[2], row[3]), (RED, [0; 4], [0; 4]), "{row:?}");
    assert!((64..=192).contains(&row[1][0]), "half a pixel is covered: {row:?}");
    Ok(())
}

#[test]
fn a_blit_scales() -> Result<()> {
    let mut ctx = gl!();
    let (_small, from) = target(&mut ctx, TextureFormat::Rgba8, 2, 1)?;
    let (_large, to) = target(&mut ctx, TextureFormat::Rgba8, 4, 2)?;
    ctx.clear(from, None, Some([0.0; 4]), None);
    ctx.clear(from, Some(Rect::new(1, 0, 1, 1)), Some([1.0, 0.0, 0.0, 1.0]), None);
    ctx.blit((from, from.rect()), (to, to.rect()), false);
    let row = [[0; 4], [0; 4], RED, RED];
    assert_eq!(bytes(&mut ctx, to)?, [row, row].concat());
    Ok(())
}

/// Two pixels with depths and stencils of their own, and what tells which of them are where: red where the depth of 0.5
/// passes, then green where the stencil is 7.
#[test]
fn depth_and_stencil_are_copied_each_alone_and_both() -> Result<()> {
    let mut ctx = gl!();
    let layer = |format| -> Result<FrameBuffer> {
        let color = Texture2D::empty(TextureFormat::Rgba8, 2, 1)?;
        FrameBuffer::with_attachments(vec![(&color).into()], Some((&RenderBuffer::new(format, 2, 1)?).into()))
    };
    let mut program = program(&ctx, COVER, PLAIN);
    let (left, nearest, seven) =
        (Rect::new(0, 0, 1, 1), Some(Compare::Less), StencilFace::test(Compare::Equal, 7));
    for format in [TextureFormat::Depth24Stencil8, TextureFormat::Depth32FStencil8] {
        let (source, destination) = (layer(format)?, layer(format)?);
        let (from, to) = (ctx.use_framebuffer(&source)?, ctx.use_framebuffer(&destination)?);
        ctx.clear(from, None, None, Some(0.75));
        ctx.clear(from, Some(left), None, Some(0.25));
        ctx.clear_stencil(from, None, 3);
        ctx.clear_stencil(from, Some(left), 7);
        for (part, depth, stencil) in [
            (BlitPart::Color, [0, 0], [0, 0]),
            (BlitPart::Depth, [0, 255], [0, 0]),
            (BlitPart::Stencil, [0, 0], [255, 0]),
            (BlitPart::DepthStencil, [0, 255], [255, 0]),
        ] {
            ctx.clear(from, None, Some([0.0; 4]), None);
            ctx.clear(to, None, Some([0.0; 4]), Some(0.0));
            ctx.clear_stencil(to, None, 0);
            ctx.blit_part((from, from.rect()), (to, to.rect()), part);
            let tests = [
                ([1.0_f32, 0.0, 0.0, 0.0], State { depth_test: nearest, ..plain() }),
                ([0.0, 1.0, 0.0, 0.0], State { stencil: Some(Stencil::both(seven)), ..plain() }),
            ];
            for (color, state) in tests {
                program.set_uniform("u_color", color)?;
                let state = State { blend: Some(Blend::ADDITIVE), ..state };
                ctx.draw(&mut program, to, state, DrawCall::new(Topology::Triangles, 0..3))?;
            }
            let found = bytes(&mut ctx, to)?;
            assert_eq!(
                found.iter().map(|pixel| pixel[0]).collect::<Vec<_>>(),
                depth,
                "depth by {part:?} of {format:?}"
            );
            assert_eq!(
                found.iter().map(|pixel| pixel[1]).collect::<Vec<_>>(),
                stencil,
                "stencil by {part:?} of {format:?}"
            );
        }
    }
    let (one, other) = (layer(TextureFormat::Depth32F)?, layer(TextureFormat::Depth16)?);
    let (from, to) = (ctx.use_framebuffer(&one)?, ctx.use_framebuffer(&other)?);
    ctx.flush()?;
    ctx.blit_part((from, from.rect()), (to, to.rect()), BlitPart::Depth);
    assert!(matches!(ctx.flush(), Err(Error::Gl { .. })), "formats differ");
    Ok(())
}

#[test]
fn each_output_has_its_target() -> Result<()> {
    let mut ctx = gl!();
    let pictures =
        [Texture2D::empty(TextureFormat::Rgba8, 1, 1)?, Texture2D::empty(TextureFormat::Rgba8, 1, 1)?];
    let both = FrameBuffer::with_attachments(pictures.iter().map(Attachment::from).collect(), None)?;
    let target = ctx.use_framebuffer(&both)?;
    let fragment = "layout(location = 0) out vec4 first;
layout(location = 1) out vec4 second;
void main() { first = vec4(1.0, 0.0, 0.0, 1.0); second = vec4(0.0, 1.0, 0.0, 1.0); }";
    let mut program = program(&ctx, COVER, fragment);
    cover(&mut ctx, &mut program, target)?;
    for (picture, expected) in pictures.iter().zip([RED, [0, 255, 0, 255]]) {
        let one = FrameBuffer::new(picture)?;
        let target = ctx.use_framebuffer(&one)?;
        assert_eq!(bytes(&mut ctx, target)?, [expected]);
    }
    Ok(())
}

#[test]
fn integer_targets_are_cleared_as_integers() -> Result<()> {
    let mut ctx = gl!();
    let ids = Texture2D::empty(TextureFormat::Rgba32Ui, 2, 1)?;
    let picture = Texture2D::empty(TextureFormat::Rgba8, 2, 1)?;
    let depth = RenderBuffer::new(TextureFormat::Depth24, 2, 1)?;
    let colors = vec![Attachment::from(&ids), Attachment::from(&picture)];
    let layer = FrameBuffer::with_attachments(colors, Some((&depth).into()))?;
    let target = ctx.use_framebuffer(&layer)?;
    ctx.clear(target, None, Some([7.0, 0.0, 1.0, f32::MAX]), Some(1.0));
    ctx.clear(target, Some(Rect::new(1, 0, 1, 1)), Some([1.0, 0.0, 0.0, 0.0]), None);
    assert_eq!(integers(&mut ctx, target)?, [[7, 0, 1, u32::MAX], [1, 0, 0, 0]]);
    let alone = FrameBuffer::new(&picture)?;
    let target = ctx.use_framebuffer(&alone)?;
    assert_eq!(bytes(&mut ctx, target)?, [[255, 0, 255, 255], [255, 0, 0, 0]]);
    Ok(())
}

#[test]
fn srgb_targets_encode_in_every_api() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, encoding) = target(&mut ctx, TextureFormat::Srgb8Alpha8, 1, 1)?;
    let (_plain, copying) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let mut program = program(&ctx, COVER, PLAIN);
    program.set_uniform("u_color", [0.5_f32, 0.0, 1.0, 0.5])?;
    for _ in 0..2 {
        cover(&mut ctx, &mut program, encoding)?;
        cover(&mut ctx, &mut program, copying)?;
        // 0.5 is 188 in sRGB; alpha is never encoded.
        let [[red, green, blue, alpha]] = bytes(&mut ctx, encoding)?[..] else { panic!("one pixel") };
        assert!(
            (187..=189).contains(&red) && [green, blue] == [0, 255] && (127..=128).contains(&alpha),
            "{red}"
        );
        assert!((127..=128).contains(&bytes(&mut ctx, copying)?[0][0]), "this one is not encoded");
    }
    Ok(())
}

#[test]
fn float_targets_keep_what_is_beyond_one() -> Result<()> {
    let mut ctx = gl!();
    if !ctx.caps().float_targets {
        vispy_app::testing::skip("floats cannot be drawn into");
        return Ok(());
    }
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba16F, 1, 1)?;
    ctx.clear(target, None, Some([2.5, -1.0, 0.0, 4.0]), None);
    assert_eq!(floats(&mut ctx, target)?, [[2.5, -1.0, 0.0, 4.0]]);
    Ok(())
}

#[test]
fn a_frame_buffer_follows_the_size_of_its_attachments() -> Result<()> {
    let mut ctx = gl!();
    let picture = Texture2D::empty(TextureFormat::Rgba8, 2, 2)?;
    let depth = RenderBuffer::new(TextureFormat::Depth24, 2, 2)?;
    let layer = FrameBuffer::with_attachments(vec![(&picture).into()], Some((&depth).into()))?;
    let mut program = program(&ctx, COVER, PLAIN);
    program.set_uniform("u_color", [1.0_f32, 0.0, 0.0, 1.0])?;
    for [width, height] in [[2, 2], [5, 3], [1, 1]] {
        layer.resize(width, height)?;
        let target = ctx.use_framebuffer(&layer)?;
        assert_eq!([target.width, target.height], [width, height]);
        ctx.clear(target, None, Some([0.0; 4]), Some(1.0));
        ctx.draw(&mut program, target, State::OPAQUE, DrawCall::new(Topology::Triangles, 0..3))?;
        assert_eq!(bytes(&mut ctx, target)?, vec![RED; (width * height) as usize]);
    }
    picture.resize(4, 4)?;
    assert!(matches!(ctx.use_framebuffer(&layer), Err(Error::Shape { .. })), "the depth is of another size");
    Ok(())
}

#[test]
fn depth_alone_is_a_target() -> Result<()> {
    let mut ctx = gl!();
    let depth = Texture2D::empty(TextureFormat::Depth32F, 1, 1)?;
    let layer = FrameBuffer::with_attachments(Vec::new(), Some((&depth).into()))?;
    let target_depth = ctx.use_framebuffer(&layer)?;
    ctx.clear(target_depth, None, None, Some(0.25));
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let fragment = "uniform sampler2D u_depth;
out vec4 color;
void main() { color = vec4(texelFetch(u_depth, ivec2(0), 0).r * 4.0, 0.0, 0.0, 1.0); }";
    let mut program = program(&ctx, COVER, fragment);
    program.set_texture("u_depth", &depth)?;
    cover(&mut ctx, &mut program, target)?;
    assert_eq!(bytes(&mut ctx, target)?, [RED]);
    Ok(())
}

#[test]
fn a_frame_buffer_that_the_driver_refuses_is_incomplete() -> Result<()> {
    let mut ctx = gl!();
    let single = RenderBuffer::new(TextureFormat::Rgba8, 2, 2)?;
    let several = RenderBuffer::multisampled(TextureFormat::Depth24, 2, 2, 4)?;
    let layer =
        FrameBuffer::with_attachments(vec![(&single).into()], Some((&several).into()))?.with_label("layer");
    ctx.use_framebuffer(&layer)?;
    let message = ctx.flush().err().map(|error| error.to_string());
    assert_eq!(
        message.as_deref(),
        Some("frame buffer layer is incomplete: attachments have different numbers of samples")
    );
    ctx.flush()
}

#[test]
fn the_attachment_that_the_driver_refuses_is_named() -> Result<()> {
    use vispy_gloo::command::AttachmentId;
    use vispy_gloo::{Command, Limits, ObjectId, ObjectKind, Replay};
    let mut ctx = gl!();
    let (_layer, canvas) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    // Handles refuse the format themselves; a stream of commands gets as far as the driver.
    let texture = |id, format, label: &str| {
        let create = Command::Create { id: ObjectId(id), kind: ObjectKind::Texture2D, label: label.into() };
        [create, Command::TextureStorage { id: ObjectId(id), format, size: [1, 1, 1], levels: 1 }]
    };
    let attached = |id| AttachmentId::Texture { id: ObjectId(id), level: 0, layer: 0 };
    let mut replay = Replay::new(&ctx, canvas, Limits::default());
    let commands =
        [texture(1, TextureFormat::Rgba8, "colours"), texture(2, TextureFormat::Rgb9E5, "light")].concat();
    for command in commands {
        replay.execute(&mut ctx, command)?;
    }
    let create = Command::Create { id: ObjectId(3), kind: ObjectKind::FrameBuffer, label: "layer".into() };
    replay.execute(&mut ctx, create)?;
    let color = vec![attached(1), attached(2)];
    let attach = Command::FrameBufferAttach { id: ObjectId(3), color, depth: None };
    let message = replay.execute(&mut ctx, attach).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(message.starts_with("frame buffer layer is incomplete: "), "{message}");
    assert!(message.ends_with("; it is 2D texture light (Rgb9E5), attached as colour 1"), "{message}");
    replay.finish(&mut ctx)
}
