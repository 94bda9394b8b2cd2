import Configuration
import History
import Receivers

extension Configuration {
    /// Names of the receivers that want nothing any more, as they are configured now.
    func disabledReceivers(in history: HistoryTransaction) throws -> [String] {
        try receivers.filter { configured in
            guard let messenger = configured.receiver.messenger,
                let state = try history.receiverState(configured.name)
            else { return false }
            // What was known of another address says nothing of this one.
            return state.disabledAt != nil && state.fingerprint == messenger.fingerprint
        }.map(\.name)
    }
}
