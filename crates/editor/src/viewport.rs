//! Which part of the picture the window shows: a scale and a shift, kept out of the scene so that moving about
//! changes one attribute and draws nothing anew.

use std::ops::RangeInclusive;

use hopscope_diagram::scene::Rect;

/// The smallest scale.
pub const SMALLEST: f64 = 0.04;
/// The largest scale.
pub const LARGEST: f64 = 4.0;
/// Free space around what is fitted, in pixels.
const MARGIN: f64 = 16.0;

/// A size in pixels.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Size {
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// A point of the scene `p` is drawn at `p * scale + (x, y)`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Viewport {
    /// Pixels for a unit of the scene.
    pub scale: f64,
    /// Shift to the right, in pixels.
    pub x: f64,
    /// Shift down, in pixels.
    pub y: f64,
}

impl Default for Viewport {
    fn default() -> Self {
        Self {
            scale: 1.0,
            x: 0.0,
            y: 0.0,
        }
    }
}

impl Viewport {
    /// Shows all of `bounds`, in the middle, at a scale within `scales`. `top` pixels are covered by tools.
    #[must_use]
    pub fn fit(bounds: Rect, size: Size, top: f64, scales: RangeInclusive<f64>) -> Self {
        let (w, h) = (f64::from(bounds.w.max(1)), f64::from(bounds.h.max(1)));
        let room_w = (size.w - 2.0 * MARGIN).max(1.0);
        let room_h = (size.h - top - 2.0 * MARGIN).max(1.0);
        let whole = (room_w / w).min(room_h / h);
        let scale = whole.min(*scales.end()).max(scales.start().max(SMALLEST));
        Self {
            scale,
            x: (size.w - w * scale) / 2.0 - f64::from(bounds.x) * scale,
            y: top + MARGIN + (room_h - h * scale) / 2.0 - f64::from(bounds.y) * scale,
        }
    }

    /// Scales by `factor` so that what is under the point (in pixels of the window) stays there.
    #[must_use]
    pub fn zoom(self, factor: f64, at_x: f64, at_y: f64) -> Self {
        let scale = (self.scale * factor).clamp(SMALLEST, LARGEST);
        let by = scale / self.scale;
        Self {
            scale,
            x: at_x - (at_x - self.x) * by,
            y: at_y - (at_y - self.y) * by,
        }
    }

    /// Shifts by pixels.
    #[must_use]
    pub fn pan(self, dx: f64, dy: f64) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }

    /// Shifts as little as brings a rectangle of the scene into the window.
    #[must_use]
    pub fn reveal(self, rect: Rect, size: Size, top: f64) -> Self {
        let left = f64::from(rect.x) * self.scale + self.x;
        let right = f64::from(rect.right()) * self.scale + self.x;
        let upper = f64::from(rect.y) * self.scale + self.y;
        let lower = f64::from(rect.bottom()) * self.scale + self.y;
        self.pan(
            shift(left, right, MARGIN, size.w - MARGIN),
            shift(upper, lower, top + MARGIN, size.h - MARGIN),
        )
    }

    /// As an SVG transform.
    pub fn transform(&self) -> String {
        format!(
            "translate({:.1} {:.1}) scale({:.4})",
            self.x, self.y, self.scale
        )
    }

    /// The scale in per cent.
    pub fn percent(&self) -> u32 {
        // Between 4 and 400 by construction.
        (self.scale * 100.0).round() as u32
    }
}

/// How far `from..to` must move to lie within `low..high`; its beginning counts more.
fn shift(from: f64, to: f64, low: f64, high: f64) -> f64 {
    if from < low {
        low - from
    } else if to > high {
        (high - to).max(low - from)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Size = Size { w: 800.0, h: 600.0 };

    fn rect(x: i32, y: i32, w: i32, h: i32) -> Rect {
        Rect { x, y, w, h }
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let before = Viewport {
            scale: 0.7,
            x: 31.0,
            y: -12.0,
        };
        let scene = |view: Viewport| ((200.0 - view.x) / view.scale, (90.0 - view.y) / view.scale);
        let (x, y) = scene(before);
        for factor in [1.25, 0.8, 100.0, 0.001] {
            let (x2, y2) = scene(before.zoom(factor, 200.0, 90.0));
            assert!((x - x2).abs() < 1e-6 && (y - y2).abs() < 1e-6, "{factor}");
        }
    }

    #[test]
    fn zooming_has_limits() {
        let view = Viewport::default();
        assert_eq!(view.zoom(1000.0, 0.0, 0.0).scale, LARGEST);
        assert_eq!(view.zoom(0.0001, 0.0, 0.0).scale, SMALLEST);
    }

    #[test]
    fn what_is_fitted_lies_in_the_window() {
        for bounds in [
            rect(0, 0, 2000, 300),
            rect(-50, 40, 100, 1900),
            rect(10, 10, 20, 20),
        ] {
            let view = Viewport::fit(bounds, WINDOW, 48.0, 0.0..=1.0);
            let left = f64::from(bounds.x) * view.scale + view.x;
            let lower = f64::from(bounds.bottom()) * view.scale + view.y;
            assert!(left >= 0.0 && view.scale <= 1.0);
            assert!(lower <= WINDOW.h + 0.1, "{bounds:?}");
        }
    }

    #[test]
    fn what_is_revealed_moves_no_further_than_it_must() {
        let view = Viewport::default();
        assert_eq!(view.reveal(rect(100, 100, 50, 50), WINDOW, 0.0), view);
        let moved = view.reveal(rect(900, 100, 50, 50), WINDOW, 0.0);
        assert_eq!((moved.x, moved.y), (-166.0, 0.0));
    }
}
