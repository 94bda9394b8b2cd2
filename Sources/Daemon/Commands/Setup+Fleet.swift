import Configuration
import History
package import Queries

extension Setup {
    /// `ratingwatch fleet remove`.
    package func removeFromFleet(_ asked: String) async throws -> Answer {
        guard let history = try historyToChange else { return nothingYet(isGood: false) }
        let daemons = try await history.read("look up the fleet") { try $0.fleet() }
        let name = try UnknownName.resolving(asked, of: "daemon", among: daemons.map(\.name))
        if daemons.contains(where: { $0.name == name && $0.leads }) {
            return Answer("", complaint: "\(name) leads now; stop it first", isGood: false)
        }
        _ = try await history.write("take a daemon out of the fleet") { try $0.removeFromFleet(name) }
        return Answer("\(name) is taken out; where it runs still, it joins again when it is restarted\n")
    }
}
