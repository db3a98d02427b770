/** Names are those of the API's JSON. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Machine {
  readonly machine_id: string;
  readonly machine_key: string;
  readonly name: string;
  readonly description: string | null;
  readonly has_session: boolean;
  readonly session_outcome: string | null;
  readonly is_linked: boolean;
}

export type PlayerGender = 'female' | 'male' | 'non-binary';

/** Who plays with which persona. */
export interface SessionParams {
  readonly persona_id: string;
  readonly user_session_id: string;
  /** The persona's default machine where absent. */
  readonly machine_id?: string;
}

export type ListMachinesParams = Omit<SessionParams, 'machine_id'>;

export interface InitSessionParams extends SessionParams {
  readonly player_name: string;
  readonly player_gender: PlayerGender;
}

export interface SendMessageParams extends SessionParams {
  readonly message: string;
}

export interface StartedSession {
  readonly session_id: string;
  readonly user_session_id: string;
  readonly persona_name: string;
  readonly persona_description: string | null;
  readonly player_name: string;
  readonly player_gender: PlayerGender;
  readonly message: string;
  readonly machine_id: string;
}

export interface Reply {
  readonly message: string;
  readonly current_state: string;
  readonly score: number;
  readonly outcome: string | null;
  readonly decision: string;
  readonly follow_up: unknown;
  readonly session_id: string;
  readonly scoring_mode: string;
  readonly redirect_count: number | null;
  readonly machine_completed: boolean;
  readonly unlocked_machines: readonly {
    readonly machine_id: string;
    readonly machine_key: string;
    readonly name: string;
    readonly is_auto_advance: boolean;
  }[];
}

export interface Session {
  readonly session_id: string;
  readonly persona_id: string;
  readonly machine_id: string;
  readonly current_state: string;
  readonly score: number;
  readonly outcome: string | null;
  readonly player_name: string;
  readonly player_gender: PlayerGender;
  readonly started_at: string;
  readonly last_message_at: string;
}

export interface History {
  readonly session_id: string;
  readonly persona_id: string;
  readonly messages: readonly {
    readonly id: string;
    readonly role: string;
    readonly content: string;
    readonly state_key_at_time: string;
    readonly score_at_time: number | null;
    readonly decision: string | null;
    readonly follow_up_triggered: boolean;
    readonly created_at: string;
  }[];
  readonly current_state: string;
  readonly score: number;
  readonly outcome: string | null;
}

export interface ResetSession {
  readonly session_id: string;
  readonly message: string;
}
