import Foundation
import History

extension Silence {
    /// `nil` where a newer version has written what this one cannot read: rather an alert too many than one lost.
    init?(_ stored: StoredSilence) {
        guard let match = try? JSONDecoder().decode(RouteMatch.self, from: Data(stored.match.utf8)) else { return nil }
        self.init(name: "\(stored.id)", match: match, who: stored.who, why: stored.why, until: stored.until)
    }
}
