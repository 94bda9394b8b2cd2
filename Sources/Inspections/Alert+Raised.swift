package import Foundation

extension Alert {
    /// The same alert, raised at another time.
    package func raised(at time: Date) -> Alert {
        Alert(
            kind: kind, id: id, instance: instance, time: time, subject: subject, feed: feed, summary: summary,
            report: report, portfolio: portfolio)
    }
}
