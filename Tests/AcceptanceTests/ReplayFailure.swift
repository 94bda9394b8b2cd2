/// The replaying publisher did not do what it was asked.
enum ReplayFailure: Error {
    case notReady, control
}
