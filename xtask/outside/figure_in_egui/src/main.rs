//! A vispy figure among egui's widgets: a slider changes the data, dragging and wheeling over the figure moves it.

mod figure_widget;

use eframe::egui;
use figure_widget::FigureWidget;
use vispy_plot::{Figure, FigureView};

struct App {
    cycles: f64,
    figure: FigureWidget,
    limits: String,
}

fn figure(cycles: f64) -> Figure {
    let x: Vec<f64> = (0..=10_000).map(|i| f64::from(i) / 1000.0).collect();
    let y: Vec<f64> = x.iter().map(|x| (x * cycles * 0.628_318_530_717_958_6).sin() * x).collect();
    let plot = vispy_plot::line((&x, &y)).title("A figure in egui").x_label("time (s)").y_label("amplitude");
    plot.into_figure()
}

/// The x axis' ends, to show that widgets can ask the figure.
fn limits(view: &FigureView) -> String {
    let Some([[left, right], _]) = view.limits(0) else { return String::new() };
    format!("x from {:.3} to {:.3}", left.to_f64(), right.to_f64())
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::Panel::left("controls").exact_size(220.0).show(ui, |ui| {
            ui.heading("egui");
            let slider = egui::Slider::new(&mut self.cycles, 1.0..=40.0).text("cycles").step_by(1.0);
            if ui.add(slider).changed() {
                self.figure.show_figure(&figure(self.cycles));
            }
            ui.label(&self.limits);
        });
        egui::CentralPanel::default().show(ui, |ui| self.figure.ui(ui));
        let now = self.figure.with_view(limits).unwrap_or_default();
        if now != self.limits {
            println!("{now}");
            self.limits = now;
            ui.ctx().request_repaint();
        }
    }
}

fn main() -> eframe::Result {
    let viewport = egui::ViewportBuilder::default().with_inner_size([800.0, 500.0]).with_position([0.0, 0.0]);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    eframe::run_native(
        "figure in egui",
        options,
        Box::new(|_| {
            let figure = FigureWidget::new(&figure(5.0));
            Ok(Box::new(App { cycles: 5.0, figure, limits: String::new() }))
        }),
    )
}
