import Synchronization
import TestSupport

/// An API of locations as the Care Quality Commission's is documented, with two of them a page.
final class CqcAPI: Sendable {
    static let key = "k3y"

    struct State {
        /// Each as the API describes it, by its id.
        var locations: [String: String] = [:]
        /// Ids of what has changed; `nil` for all that are there.
        var changes: [String]?
        /// Answered instead, by the path.
        var faults: [String: ServerAnswer] = [:]
    }
    let state = Mutex(State())

    func answer(_ request: RecordedRequest) -> ServerAnswer {
        guard request.headers["ocp-apim-subscription-key"] == CqcAPI.key else { return ServerAnswer(401) }
        return state.withLock { state in
            if let fault = state.faults[request.path] { return fault }
            let ids = state.locations.keys.sorted()
            switch request.path {
            case "/v1/locations":
                let number = request.target.contains("page=2&") ? 2 : 1
                let page = ids.dropFirst((number - 1) * 2).prefix(2).map { #"{"locationId": "\#($0)"}"# }
                return CqcAPI.json(
                    #"{"total": \#(ids.count), "page": \#(number), "totalPages": \#((ids.count + 1) / 2), "locations": [\#(page.joined(separator: ","))]}"#
                )
            case "/v1/changes/location":
                let changes = state.changes ?? ids
                return CqcAPI.json(
                    #"{"total": \#(changes.count), "page": 1, "totalPages": 1, "changes": [\#(changes.map { "\"\($0)\"" }.joined(separator: ","))]}"#
                )
            default:
                let location = state.locations[String(request.path.split(separator: "/").last ?? "")]
                return location.map(CqcAPI.json) ?? ServerAnswer(404)
            }
        }
    }

    private static func json(_ text: String) -> ServerAnswer {
        ServerAnswer(headers: [("Content-Type", "application/json")], text: text)
    }
}
