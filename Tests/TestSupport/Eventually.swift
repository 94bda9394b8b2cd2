import Foundation

/// Returns once the condition holds; throws where it does not within `seconds`. `every`: between two looks; a look that
/// starts a program must not take the processor from what it waits for.
package func eventually(
    _ what: String, within seconds: Double = 180, every pause: Duration = .milliseconds(20),
    _ condition: () async throws -> Bool
) async throws {
    let deadline = Date().addingTimeInterval(seconds)
    while try await !condition() {
        guard Date() < deadline else { throw ServerFailure("it did not come about within \(seconds) s: \(what)") }
        try await Task.sleep(for: pause)
    }
}
