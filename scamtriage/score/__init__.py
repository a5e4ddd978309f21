"""The score: the capped sum of weights, the verdict, refitting, and routes for reports.

the sum               combine; weighing, caps, terms (as explained); odds; pending (its working state)
how sure              band, unknown_bounds, coverage, unread_part; closed_door (what stands beside the words of one)
what follows          case (and the level of a number), verdict, types, routes; annotate and row_facts (what stands beside the sum)
its numbers           model; fit (to a user's cases), quality (how good they are)
"""
