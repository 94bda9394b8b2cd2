import Foundation
package import History
import Inspections
package import Text

/// The readable form of an alert: one line, without its number.
package enum AlertLine {
    static func text(_ alert: Alert) -> String {
        PrintableLine.text(unchecked(alert))
    }

    private static func unchecked(_ alert: Alert) -> String {
        var line = "\(alert.time.iso8601) \(alert.kind.rawValue) \(alert.summary)"
        guard let report = alert.report else { return line + (alert.feed.isEmpty ? "" : " [\(alert.feed)]") }
        if let framework = report.framework { line += " [\(framework)" + dates(report.dates) + source(report) + "]" }
        return line + " \(report.url)"
    }

    /// The line of a recorded alert, with its direction in colour on a terminal.
    package static func painted(_ alert: StoredAlert, style: TerminalStyle) -> String {
        style.paint(alert.line, direction: alert.direction)
    }

    /// A report is the rule and goes without saying.
    private static func source(_ report: ReportedChange) -> String {
        report.basis == .report ? "" : ", by the \(report.basis.rawValue)"
    }

    private static func dates(_ dates: InspectionDates) -> String {
        guard let start = dates.start else { return "" }
        guard let end = dates.end, end != start else { return " " + start.iso }
        return " \(start.iso) to \(end.iso)"
    }
}
