import Foundation

extension Date {
    /// The instant as it is stored: seconds since 1970-01-01 UTC.
    var seconds: Double { timeIntervalSince1970 }

    init?(seconds: Double?) {
        guard let seconds else { return nil }
        self.init(timeIntervalSince1970: seconds)
    }
}
