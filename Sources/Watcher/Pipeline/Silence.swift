import Foundation
import Inspections

/// Keeps matching alerts from every receiver for a while; they are raised and numbered all the same.
package struct Silence: Sendable {
    /// What `explain` and `silence list` call it: `configured`, or the number that `silence add` gave it.
    let name: String
    let match: RouteMatch
    /// Who asked for it.
    let who: String
    let why: String
    let until: Date

    func holds(at now: Date) -> Bool { now < until }

    var reason: String { "silenced by \(who) until \(until.iso8601): \(why)" }
}
