//! Answers that come later.

use std::sync::mpsc;

use vispy_gloo::{
    Context, DrawCall, Error, Pixels, QueryKind, ReadFormat, Rect, RenderTarget, Result, TextureFormat,
    Topology, VertexBuffer, bytemuck,
};

use crate::support::{COVER, PLAIN, cover, gl, plain, program, target};

#[test]
fn pixels_are_polled_called_back_or_waited_for() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 3, 2)?;
    ctx.clear(target, None, Some([0.0; 4]), None);
    ctx.clear(target, Some(Rect::new(2, 1, 1, 1)), Some([1.0; 4]), None);
    let polled = ctx.read_pixels(target, target.rect(), ReadFormat::Rgba8);
    let called = ctx.read_pixels(target, Rect::new(2, 1, 1, 1), ReadFormat::Rgba8);
    let (sender, receiver) = mpsc::channel();
    called.on_ready(move |answer| {
        let _listening = sender.send(answer);
    });
    assert!(polled.poll().is_none() && receiver.try_recv().is_err(), "nothing was flushed yet");
    // Nothing waits for the GPU: the answers come with some later flush.
    let mut pixels = None;
    while pixels.is_none() {
        ctx.flush()?;
        pixels = polled.poll().transpose()?;
    }
    let corner = pixels.as_ref().and_then(|pixels: &Pixels| pixels.pixel(2, 1).map(<[u8]>::to_vec));
    assert_eq!(corner, Some(vec![255; 4]));
    let top = pixels.as_ref().and_then(|pixels| pixels.rows_from_top().next().map(<[u8]>::to_vec));
    assert_eq!(top, Some([[0; 8].as_slice(), &[255; 4]].concat()));
    ctx.read_pixels(target, target.rect(), ReadFormat::Rgba8).wait(&mut ctx)?;
    assert_eq!(receiver.try_recv().map(|answer| answer.map(|pixels| pixels.data)), Ok(Ok(vec![255; 4])));
    let waited = ctx.read_pixels(target, Rect::new(0, 0, 1, 1), ReadFormat::Rgba8).wait(&mut ctx)?;
    assert_eq!(waited.data, [0; 4]);
    Ok(())
}

#[test]
fn a_question_that_fails_is_answered_with_its_error() -> Result<()> {
    let mut ctx = gl!();
    let gone = {
        let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
        target
    };
    ctx.flush()?;
    let pending = ctx.read_pixels(gone, gone.rect(), ReadFormat::Rgba8);
    assert!(
        matches!(ctx.flush(), Err(Error::NoSuchObject { operation: "READ_PIXELS", .. })),
        "flush says so"
    );
    assert!(matches!(pending.poll(), Some(Err(Error::NoSuchObject { .. }))), "and so does the answer");
    let outside = ctx.read_pixels(RenderTarget::canvas(2, 2), Rect::new(-1, 0, 2, 2), ReadFormat::Rgba8);
    assert!(matches!(outside.poll(), Some(Err(Error::Shape { .. }))), "known before it is asked");
    ctx.flush()
}

#[test]
fn a_context_that_goes_leaves_no_question_open() -> Result<()> {
    let ctx = gl!();
    let mut ctx = ctx;
    let (layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let pending = ctx.read_pixels(target, target.rect(), ReadFormat::Rgba8);
    drop(ctx);
    assert!(matches!(pending.poll(), Some(Err(Error::Unanswered))), "nobody is left to answer");
    drop(layer);
    Ok(())
}

#[test]
fn integers_and_floats_are_read_as_they_are() -> Result<()> {
    let mut ctx = gl!();
    let cases = [
        (TextureFormat::Rgba8I, "ivec4(-5, 7, -128, 127)", ReadFormat::Rgba32I, [-5, 7, -128, 127]),
        (TextureFormat::Rgba16I, "ivec4(-300, 7, 1, 2)", ReadFormat::Rgba32I, [-300, 7, 1, 2]),
        (TextureFormat::Rgba16Ui, "uvec4(65535u, 7u, 1u, 2u)", ReadFormat::Rgba32Ui, [65535, 7, 1, 2]),
    ];
    for (format, value, read, expected) in cases {
        let (_layer, target) = target(&mut ctx, format, 1, 1)?;
        let ty = &value[..5];
        let fragment = format!("out {ty} color;\nvoid main() {{ color = {value}; }}");
        let mut program = program(&ctx, COVER, &fragment);
        cover(&mut ctx, &mut program, target)?;
        let pixels = ctx.read_pixels(target, target.rect(), read).wait(&mut ctx)?;
        let found: [i32; 4] = bytemuck::pod_read_unaligned(&pixels.data);
        assert_eq!(found, expected, "{format:?}");
    }
    if ctx.caps().float_targets {
        let (_layer, target) = target(&mut ctx, TextureFormat::Rgba32F, 1, 1)?;
        ctx.clear(target, None, Some([1e30, -0.5, 0.0, 2.0]), None);
        let pixels = ctx.read_pixels(target, target.rect(), ReadFormat::Rgba32F).wait(&mut ctx)?;
        let found: [f32; 4] = bytemuck::pod_read_unaligned(&pixels.data);
        assert_eq!(found, [1e30, -0.5, 0.0, 2.0]);
    }
    Ok(())
}

#[test]
fn a_read_sees_what_was_drawn_before_it_and_not_after() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let answers: Vec<_> = [0.2_f32, 0.4, 0.6]
        .into_iter()
        .map(|gray| {
            ctx.clear(target, None, Some([gray; 4]), None);
            ctx.read_pixels(target, target.rect(), ReadFormat::Rgba8)
        })
        .collect();
    let gray: Result<Vec<u8>> =
        answers.into_iter().map(|answer| answer.wait(&mut ctx).map(|pixels| pixels.data[0])).collect();
    assert_eq!(gray?, [51, 102, 153]);
    Ok(())
}

#[test]
fn vertices_are_read_back() -> Result<()> {
    let mut ctx = gl!();
    let buffer = VertexBuffer::new(&[[1_u32, 2], [3, 4], [5, 6]]).with_label("pairs");
    let vertices = ctx.read_vertices::<[u32; 2]>(&buffer, 1, 2)?.wait(&mut ctx)?;
    assert_eq!(vertices, [[3, 4], [5, 6]]);
    assert!(ctx.read_vertices::<[u32; 2]>(&buffer, 3, 0)?.wait(&mut ctx)?.is_empty(), "none was asked for");
    assert!(ctx.read_vertices::<[f32; 2]>(&buffer, 0, 1).is_err(), "they are no floats");
    let message = ctx.read_vertices::<[u32; 2]>(&buffer, 2, 2).err().map(|error| error.to_string());
    assert_eq!(
        message.as_deref(),
        Some("vertices to read of vertex buffer pairs: expected a range inside its 3, got 2 from number 2")
    );
    Ok(())
}

#[test]
fn a_fence_is_passed_and_answers_come_without_waiting() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    ctx.clear(target, None, Some([1.0; 4]), None);
    let (fence, waited) = (ctx.fence(), ctx.fence());
    waited.wait(&mut ctx)?;
    assert_eq!(fence.poll(), Some(Ok(())), "it came before the one that was waited for");
    let polled = ctx.fence();
    while polled.poll().is_none() {
        ctx.flush()?;
    }
    Ok(())
}

/// Draws at a depth behind or before the clear value of 0.5.
fn seen(ctx: &mut Context, depth: f32) -> Result<u64> {
    let color = vispy_gloo::Texture2D::empty(TextureFormat::Rgba8, 2, 2)?;
    let depths = vispy_gloo::RenderBuffer::new(TextureFormat::Depth24, 2, 2)?;
    let layer = vispy_gloo::FrameBuffer::with_attachments(vec![(&color).into()], Some((&depths).into()))?;
    let target = ctx.use_framebuffer(&layer)?;
    ctx.clear(target, None, Some([0.0; 4]), Some(0.5));
    let vertex = COVER.replace("corner, 0.0, 1.0", &format!("corner, {depth:?}, 1.0"));
    let mut program = program(ctx, &vertex, PLAIN);
    let answer = ctx.query(QueryKind::AnySamples, |ctx| {
        let state = vispy_gloo::State::OPAQUE;
        ctx.draw(&mut program, target, state, DrawCall::new(Topology::Triangles, 0..3))
    })?;
    answer.wait(ctx)
}

#[test]
fn a_query_tells_whether_anything_was_seen() -> Result<()> {
    let mut ctx = gl!();
    if !ctx.caps().queries {
        vispy_app::testing::skip("there are no queries");
        return Ok(());
    }
    assert_eq!(seen(&mut ctx, -0.5)?, 1);
    assert_eq!(seen(&mut ctx, 0.5)?, 0);
    let nested = ctx.query(QueryKind::AnySamples, |ctx| {
        let inner = ctx.query(QueryKind::AnySamples, |_| Ok::<(), Error>(()));
        assert!(matches!(inner, Err(Error::Unsupported { .. })), "one at a time");
        Ok::<(), Error>(())
    })?;
    assert_eq!(nested.wait(&mut ctx)?, 0, "nothing was drawn");
    let vertex = "out float v_value;\nvoid main() { v_value = 1.0; }";
    let mut program = program(&ctx, vertex, "void main() {}").with_feedback(&["v_value"]);
    let values = VertexBuffer::with_len::<f32>(6);
    let written = ctx.query(QueryKind::FeedbackPrimitives, |ctx| {
        ctx.transform_feedback(&mut program, DrawCall::new(Topology::Triangles, 0..6), &[&values])
    })?;
    assert_eq!(written.wait(&mut ctx)?, 2);
    Ok(())
}

#[test]
fn time_is_measured_where_it_can_be() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 64, 64)?;
    let mut program = program(&ctx, COVER, PLAIN);
    // The driver on the CPU takes the start from what it is drawing already.
    cover(&mut ctx, &mut program, target)?;
    let time = ctx.query(QueryKind::Time, |ctx| {
        ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Triangles, 0..3))
    });
    if ctx.caps().timer_queries {
        let nanoseconds = time?.wait(&mut ctx)?;
        assert!((1..60_000_000_000).contains(&nanoseconds), "it takes time, and no minute: {nanoseconds} ns");
    } else {
        assert!(matches!(time, Err(Error::Unsupported { .. })), "{time:?}");
    }
    Ok(())
}
