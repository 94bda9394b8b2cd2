import Foundation

/// Returns once the condition holds; throws where it does not within `seconds`.
package func eventually(
    _ what: String, within seconds: Double = 45, _ condition: () async throws -> Bool
) async throws {
    let deadline = Date().addingTimeInterval(seconds)
    while try await !condition() {
        guard Date() < deadline else { throw ServerFailure("it did not come about within \(seconds) s: \(what)") }
        try await Task.sleep(for: .milliseconds(20))
    }
}
