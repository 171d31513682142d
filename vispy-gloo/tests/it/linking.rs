//! Programs that a driver compiles while other things go on.

use std::cell::RefCell;
use std::rc::Rc;

use vispy_gloo::{
    Caps, Command, Context, DrawCall, Interface, Interpreter, LinkFailure, ObjectId, Program, Region,
    RenderTarget, Reply, Result, ShaderStage, Topology,
};

use crate::support::{COVER, PLAIN, bytes, cover, gl, plain, program, target};

/// A driver that is ready with a program only after some questions, unless somebody waits.
#[derive(Default)]
struct Slow {
    caps: Option<Caps>,
    questions: u32,
    linking: Vec<(ObjectId, Reply)>,
    seen: Rc<RefCell<Vec<String>>>,
}

impl Interpreter for Slow {
    fn caps(&self) -> &Caps {
        self.caps.as_ref().expect("the test has set them")
    }

    fn execute(&mut self, command: &Command, _replies: &mut Vec<Reply>) -> Result<()> {
        if let Command::LinkProgram { id, vertex, reply, .. } = command {
            let wrong = LinkFailure { stage: Some(ShaderStage::Vertex), log: "0:1(1): error: no".to_owned() };
            let result = if &**vertex == "wrong" { Err(wrong) } else { Ok(Interface::default()) };
            self.linking.push((*id, Reply::Linked { reply: *reply, result }));
        }
        let name = command.to_string();
        self.seen.borrow_mut().push(name.split(' ').next().unwrap_or_default().to_owned());
        Ok(())
    }

    fn end_link(&mut self, program: ObjectId, wait: bool, replies: &mut Vec<Reply>) {
        let Some(place) = self.linking.iter().position(|(id, _)| *id == program) else { return };
        if !wait && self.questions > 0 {
            self.questions -= 1;
            return;
        }
        self.seen.borrow_mut().push(if wait { "waited" } else { "ready" }.to_owned());
        replies.push(self.linking.remove(place).1);
    }

    fn write_buffer(&mut self, _id: ObjectId, _offset_bytes: u64, _bytes: &[u8]) -> Result<()> {
        Ok(())
    }

    fn write_texture(&mut self, _id: ObjectId, _level: u32, _region: Region, _bytes: &[u8]) -> Result<()> {
        Ok(())
    }
}

/// A context of a driver that is ready after so many questions, and what is asked of it.
fn slow(questions: u32) -> (Context, Rc<RefCell<Vec<String>>>) {
    let driver = Slow { caps: Some(Caps::minimal()), questions, ..Slow::default() };
    let seen = driver.seen.clone();
    (Context::with_interpreter(Box::new(driver)), seen)
}

#[test]
fn a_question_does_not_wait() -> Result<()> {
    let (mut ctx, seen) = slow(2);
    let program = Program::new("vertex", "fragment");
    assert!(!ctx.is_linked(&program)?);
    assert_eq!(ctx.take_stats().pending_links, 1);
    assert!(!ctx.is_linked(&program.instance())?);
    assert!(ctx.is_linked(&program)?, "the driver is ready");
    assert!(ctx.is_linked(&program)?);
    assert_eq!(*seen.borrow(), ["CREATE", "LINK_PROGRAM", "ready"]);
    assert_eq!(ctx.take_stats().pending_links, 0);
    Ok(())
}

#[test]
fn a_draw_waits_for_its_own_program_after_all_are_begun() -> Result<()> {
    let (mut ctx, seen) = slow(9);
    let mut programs = [(); 3].map(|()| Program::new("vertex", "fragment"));
    for program in &programs {
        ctx.begin_link(program)?;
    }
    assert!(seen.borrow().is_empty(), "they wait for the queue");
    let canvas = RenderTarget::canvas(4, 4);
    ctx.draw(&mut programs[1], canvas, plain(), DrawCall::new(Topology::Triangles, 0..3))?;
    ctx.end_frame(canvas)?;
    let seen: Vec<String> = seen.borrow().iter().filter(|name| *name != "CREATE").cloned().collect();
    assert_eq!(seen, ["LINK_PROGRAM", "LINK_PROGRAM", "LINK_PROGRAM", "waited", "DRAW", "FRAME"]);
    assert_eq!(ctx.frame_stats().pending_links, 2);
    let _dropped = programs;
    Ok(())
}

#[test]
fn what_does_not_compile_is_said_when_it_is_known() -> Result<()> {
    let (mut ctx, _seen) = slow(1);
    let wrong = Program::new("wrong", "fragment").with_label("disc");
    ctx.begin_link(&wrong)?;
    ctx.flush()?;
    assert!(!ctx.is_linked(&wrong)?, "nothing is known yet");
    let told = ctx.is_linked(&wrong).map_err(|error| error.to_string());
    assert!(told.as_ref().is_err_and(|error| error.contains("disc") && error.contains("no")), "{told:?}");
    assert_eq!(ctx.link(&wrong).map_err(|error| error.to_string()).map(|()| true), told, "and again");
    Ok(())
}

#[test]
fn programs_that_nobody_waited_for_go_away() -> Result<()> {
    let mut ctx = gl!();
    let begun = program(&ctx, COVER, PLAIN);
    ctx.begin_link(&begun)?;
    ctx.flush()?;
    drop(begun);
    ctx.flush()?;
    assert_eq!(ctx.take_stats().pending_links, 0);
    Ok(())
}

#[test]
fn the_other_of_two_contexts_waits_as_well() -> Result<()> {
    let mut first = gl!();
    let mut second = first.share().expect("the driver shares objects between contexts of one device");
    let mut begun = program(&first, COVER, PLAIN);
    begun.set_uniform("u_color", [0.0_f32, 1.0, 0.0, 1.0])?;
    first.begin_link(&begun)?;
    first.flush()?;
    let (_layer, in_second) = target(&mut second, vispy_gloo::TextureFormat::Rgba8, 1, 1)?;
    cover(&mut second, &mut begun, in_second)?;
    assert_eq!(bytes(&mut second, in_second)?, [[0, 255, 0, 255]]);
    assert!(first.is_linked(&begun)?);
    assert_eq!(first.take_stats().pending_links, 0, "what one was told, the other knows");
    assert!(begun.interface().is_some());
    Ok(())
}

#[test]
fn of_two_stages_that_are_wrong_the_first_is_named() -> Result<()> {
    let mut ctx = gl!();
    let wrong = program(&ctx, "void main() { gl_Position = nothing; }", "void main() { nothing; }");
    let error = ctx.link(&wrong).map_err(|error| error.to_string());
    assert!(error.as_ref().is_err_and(|error| error.contains("vertex")), "{error:?}");
    let unfit = program(
        &ctx,
        "out vec2 v_place;\nvoid main() { v_place = vec2(0.0); gl_Position = vec4(0.0); }",
        "in vec4 v_place;\nout vec4 color;\nvoid main() { color = v_place; }",
    );
    let error = ctx.link(&unfit).map_err(|error| error.to_string());
    assert!(error.as_ref().is_err_and(|error| error.contains("v_place")), "{error:?}");
    Ok(())
}
